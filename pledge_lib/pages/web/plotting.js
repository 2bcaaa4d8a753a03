// What stands in for plotly until it has come: it keeps what is to be drawn, and draws it then.
export function plotlyToCome(coming) {
  const waiting = new Map();                // of each host the traces, the layout and the settings
  let Plotly = null;
  const keep = async (host, ...figure) => { waiting.set(host, figure); };
  const drawn = coming.then(async (come) => {
    Plotly = come;
    for (const [host, figure] of [...waiting]) {
      waiting.delete(host);
      await Plotly.newPlot(host, ...figure);
    }
  });
  const isWaiting = (host) => !Plotly || waiting.has(host);
  return {
    drawn,
    newPlot: (host, ...figure) => (Plotly ? Plotly.newPlot(host, ...figure) : keep(host, ...figure)),
    react: (host, ...figure) => (isWaiting(host) ? keep(host, ...figure) : Plotly.react(host, ...figure)),
    purge: (host) => { waiting.delete(host); Plotly?.purge(host); },
  };
}
