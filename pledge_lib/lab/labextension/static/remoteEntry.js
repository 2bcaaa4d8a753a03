// The course's JupyterLab extension, shipped as it is written: no build, no node.
// A prebuilt extension is a script that puts a container { init, get } into _JUPYTERLAB: JupyterLab hands `init` its own
// packages and asks `get` for the plugins. All else is in modules beside this one, read when the plugin starts.
(() => {
  "use strict";
  const HERE = document.currentScript.src;   // known only while the script is first read
  const NEEDED = ["@jupyterlab/notebook", "@jupyterlab/cells", "@jupyterlab/settingregistry", "@jupyterlab/statedb", "@lumino/widgets"];
  let packages = {};

  const shared = async (name) => {
    const versions = Object.values(packages[name]);
    const own = versions.find(({ from }) => /CORE/.test(from)) ?? versions[0];   // a token must be JupyterLab's own
    return (await own.get())();
  };

  async function plugins() {
    if (!NEEDED.every((name) => packages[name])) return [];   // neither JupyterLab nor Notebook: Voila, for one
    const [{ INotebookTracker }, { CodeCell }, { ISettingRegistry }, { IStateDB }, { Widget }] = await Promise.all(NEEDED.map(shared));
    const activate = (app, tracker, registry, memory) => import(new URL("plugin.js", HERE))
      .then(({ start }) => start({ app, tracker, registry, memory, CodeCell, Widget }))
      .catch((error) => console.error("pledge-lab:", error));
    return [{
      id: "pledge-lab:lesson",
      autoStart: true,
      requires: [INotebookTracker],
      optional: [ISettingRegistry, IStateDB],
      activate: (...given) => void activate(...given),
    }];
  }

  (window._JUPYTERLAB ??= {})["pledge-lab"] = {
    init: (scope) => { packages = scope; },
    get: async () => {
      const found = await plugins().catch((error) => { console.error("pledge-lab:", error); return []; });
      return () => ({ __esModule: true, default: found });   // without __esModule JupyterLab does not start at all
    },
  };
})();
