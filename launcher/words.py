"""What the launcher says, in every language of the course, and how it stops when it cannot go on."""

import sys

MESSAGES = {
    "help": {
        "zh_TW": (
            "用法：\n"
            "  python3 course.py lab             開啟課程（繁體中文）\n"
            "  python3 course.py lab --lang en   開啟課程（英文）\n"
            "  python3 course.py test            執行全部測試\n"
            "  python3 course.py site            把課程寫成不需要 Python 的網頁，放在資料夾 site\n"
            "之後的其他參數會原樣交給 JupyterLab、pytest 或寫網頁的程式，例如 lab --port 8899、site --out pages。\n"
        ),
        "en": (
            "Usage:\n"
            "  python3 course.py lab             open the course (Traditional Chinese)\n"
            "  python3 course.py lab --lang en   open the course (English)\n"
            "  python3 course.py test            run all tests\n"
            "  python3 course.py site            write the course as pages without Python, in the folder site\n"
            "Anything after that goes to JupyterLab, pytest or the writer of the pages as it is, for example\n"
            "lab --port 8899 or site --out pages."
        ),
    },
    "unknown_verb": {
        "zh_TW": "沒有「{verb}」這個指令。",
        "en": 'There is no command "{verb}".',
    },
    "unknown_language": {
        "zh_TW": "沒有「{language}」這個語言；--lang 後面可以寫：{choices}。",
        "en": 'There is no language "{language}"; after --lang write one of: {choices}.',
    },
    "python": {
        "zh_TW": (
            "這個課程需要 Python {oldest} 到 {newest}，但現在執行的是 Python {found}（{path}）。\n"
            "請安裝其中一版，再用它執行，例如：python{newest} course.py lab"
        ),
        "en": (
            "This course needs Python {oldest} to {newest}, but this is Python {found} ({path}).\n"
            "Please install one of those and run it with that one, for example: python{newest} course.py lab"
        ),
    },
    "no_venv": {
        "zh_TW": (
            "這個 Python 缺少 venv 或 pip，無法建立課程的環境。\n"
            "Debian、Ubuntu 請執行：apt install python3-venv；其他系統請重新安裝完整的 Python。"
        ),
        "en": (
            "This Python has no venv or no pip, so the course's environment cannot be made.\n"
            "On Debian or Ubuntu run: apt install python3-venv; elsewhere install a complete Python again."
        ),
    },
    "installing": {
        "zh_TW": "正在課程資料夾的 .venv 裡安裝所需套件，需要網路，約一到三分鐘；之後離線也能開啟。",
        "en": (
            "Installing what the course needs into .venv in its folder: needs the network, takes one to three minutes;"
            " afterwards the course also opens offline."
        ),
    },
    "install_failed": {
        "zh_TW": "安裝沒有完成，原因請看上面的訊息。確認網路與磁碟空間後，再執行一次同樣的指令即可接續。",
        "en": (
            "The installation did not finish; the reason stands above. Check network and disk space, then run the same"
            " command again: it repairs itself."
        ),
    },
    "waiting": {
        "zh_TW": "另一個視窗正在安裝課程的環境，等它完成後就會繼續。",
        "en": "Another window is installing the course's environment; this one goes on when it is done.",
    },
    "kept": {
        "zh_TW": "套件沒有更新成功（可能沒有網路），先用原來的版本開啟；下次啟動會再試一次。",
        "en": "The packages could not be updated (no network, maybe), so the course opens with those it has; the next"
        " start tries again.",
    },
    "stopped": {
        "zh_TW": "已中斷。再執行一次同樣的指令即可接續。",
        "en": "Stopped. Run the same command again to go on.",
    },
}


class Stop(Exception):
    """The course cannot go on; the message says what the reader can do."""

    def __init__(self, key, **values):
        super().__init__(key)
        self.key, self.values = key, values


def say(key, **values):
    """Print one message in every language, also on a terminal that cannot show every character."""
    encoding = sys.stdout.encoding or "ascii"
    for text in MESSAGES[key].values():
        print(text.format(**values).encode(encoding, "replace").decode(encoding), flush=True)
