"""Texts of other kinds than essays, made from a few words so that phrases recur: dialogue, lists, tables, verse, notes
at the end, Markdown, hard-wrapped lines; Chinese, Japanese and Thai.
"""

from __future__ import annotations

import textwrap
from random import Random


def _listed(words: str) -> list[str]:
    return words.split()


NOUNS = _listed(
    """
    harbour bridge letter minister council treaty harvest winter railway garrison colour library
    student teacher village river mountain engine paper archive promise defence labour border
    market committee neighbour journey evening machine window question answer island captain
    parliament museum theory experiment organisation
    """
)
ADJECTIVES = _listed(
    """
    old quiet sudden northern broken careful famous bitter public hidden early second foreign
    honest narrow distant common strange modern ancient empty
    """
)
VERBS = _listed(
    """
    crossed refused remembered recognised described opened followed abandoned defended repaired
    studied lost found realised left changed divided promised answered counted
    """
)
NAMES = _listed("Marguerite Anselm Kowalska Ibrahim Dorothea Lindqvist Okafor Bellini Thaddeus Yusuf")
LINKS = ", and", ", but", "; then", ", because", ", while", " before"
HAN = _listed(
    """
    春天 河水 老人 城門 書信 商人 橋樑 軍隊 學生 先生 記憶 冬夜 火車 鐵路 花園 圖書 問題 答案 島嶼
    船長 議會 歷史 理論 鄰居 走過 看見 忘記 打開 離開 回來 修理 尋找 害怕 喜歡 拒絕 記得 安靜 古老
    遙遠 忽然 曾經 大約 從前 終於 然後 因為 所以 但是 沒有 已經
    """
)
KANA = _listed(
    """
    わたしは 先生が 東京で 静かな 手紙を 古い橋を 雨の夜に 思い出した 書いていた 帰ってきた
    図書館の 窓から 見ていた 友だちと 話しました そして しかし たぶん あの日の 約束を 忘れない
    海のそばの 小さな村 カメラを ノートに 春になると 花が咲く
    """
)
THAI = _listed(
    """
    ประเทศไทย แม่น้ำ ตลาด โรงเรียน หนังสือ เดินทาง เมื่อวาน ครูใหญ่ นักเรียน สะพาน จดหมาย ความทรงจำ
    ฤดูหนาว รถไฟ เปิดประตู กลับบ้าน เพราะว่า แต่ และ ไม่เคย คำถาม คำตอบ เกาะ กัปตัน ประวัติศาสตร์
    เพื่อนบ้าน ค้นหา ลืม จำได้ เงียบสงบ
    """
)


def _clause(r: Random) -> str:
    who = r.choice(NAMES) if r.random() < 0.4 else f"the {r.choice(ADJECTIVES)} {r.choice(NOUNS)}"
    where = f" {r.choice(('near', 'behind', 'above', 'without'))} the {r.choice(NOUNS)}" if r.random() < 0.5 else ""
    return f"{who} {r.choice(VERBS)} the {r.choice(ADJECTIVES)} {r.choice(NOUNS)}{where}"


def _sentence(r: Random) -> str:
    parts = [_clause(r) for _ in range(r.choice((1, 1, 2, 3)))]
    words = parts[0] + "".join(r.choice(LINKS) + " " + part for part in parts[1:])
    return words[0].upper() + words[1:] + r.choice(".....?!")


def _paragraph(r: Random, least: int, most: int) -> str:
    return " ".join(_sentence(r) for _ in range(r.randint(least, most)))


def prose(seed: int, paragraphs: int, least: int = 3, most: int = 8) -> str:
    """Paragraphs of prose with a blank line between them."""
    r = Random(seed)
    return "\n\n".join(_paragraph(r, least, most) for _ in range(paragraphs)) + "\n"


def dialogue(seed: int) -> str:
    """People who say short things, many of them twice."""
    r = Random(seed)
    said = ("said", "asked", "replied", "whispered")
    turns = [
        f"“{_sentence(r)}” {r.choice(said)} {r.choice(NAMES)}. {_sentence(r) if r.random() < 0.4 else ''}".strip()
        if r.random() < 0.7
        else r.choice(
            ("“No,” he said.", "“Of course,” she said. “Of course.”", "Nobody spoke. Nobody moved. It rained.")
        )
        for _ in range(160)
    ]
    return "\n\n".join([*turns[:80], _paragraph(r, 4, 6), *turns[80:], _paragraph(r, 4, 6)]) + "\n"


def lists(seed: int) -> str:
    """Bullets, numbers and a table in Markdown, with some prose between."""
    r = Random(seed)
    parts = []
    for section in range(8):
        parts.append(f"## {section + 1}. The {r.choice(ADJECTIVES)} {r.choice(NOUNS)}")
        parts.append(_paragraph(r, 3, 4))
        parts.append("\n".join(f"- **{r.choice(NOUNS).title()}**: {_clause(r)}" for _ in range(7)))
        parts.append("\n".join(f"{k}. {_sentence(r)}" for k in range(1, 6)))
        rows = [f"| {r.choice(NAMES)} | {r.randint(1800, 1999)} | {r.choice(NOUNS)} |" for _ in range(6)]
        parts.append("\n".join(["| Who | When | What |", "| --- | --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def noted(seed: int) -> str:
    """An essay with numbered notes at its end."""
    r = Random(seed)
    body, notes = [], []
    for _ in range(25):
        sentences = []
        for _ in range(r.randint(3, 6)):
            sentence = _sentence(r)
            if r.random() < 0.4:
                title = f"The {r.choice(ADJECTIVES)} {r.choice(NOUNS)}".title()
                notes.append(
                    f"[{len(notes) + 1}] {r.choice(NAMES)}, {title} ({r.randint(1900, 1999)}), p. {len(body)}."
                )
                sentence += f"[{len(notes)}]"
            sentences.append(sentence)
        body.append(" ".join(sentences))
    return "\n\n".join([*body, "Notes", *notes]) + "\n"


def verse(seed: int) -> str:
    """Stanzas of short lines with a refrain."""
    r = Random(seed)
    stanzas = ["\n".join([*(_clause(r) + r.choice((",", ".", "")) for _ in range(4)), "And the river goes on."])
               for _ in range(40)]  # fmt: skip
    return "\n\n".join([*stanzas, _paragraph(r, 4, 5)]) + "\n"


def unspaced(seed: int, words: list[str], stop: str = "。", comma: str = "，") -> str:
    """Prose in a script without spaces."""
    r = Random(seed)

    def sentence() -> str:
        parts = ["".join(r.choice(words) for _ in range(r.randint(2, 5))) for _ in range(r.randint(1, 4))]
        return comma.join(parts) + stop

    return "\n\n".join("".join(sentence() for _ in range(r.randint(3, 8))) for _ in range(30)) + "\n"


def _wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(part, 68) for part in text.split("\n\n")) + "\n"


TEXTS = {
    "prose": prose(1, 40),
    "short": prose(2, 120, 1, 3),
    "wrapped": _wrapped(prose(3, 40)),
    "dialogue": dialogue(4),
    "lists": lists(5),
    "noted": noted(6),
    "verse": verse(7),
    "chinese": unspaced(8, HAN),
    "japanese": unspaced(9, KANA, "。", "、"),
    "thai": unspaced(10, THAI, "。 ", " "),
}
