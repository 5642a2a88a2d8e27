#!/usr/bin/env python3
"""Makes an archive as large as the largest that is known: 2,000 meetings in ten years, 7,700 speakers, and one of them with 78,000
speeches. The words mean nothing. The same every time.

    python3 benches/large.py DIR && minutebook build DIR
"""
import random
import sys
from datetime import date, timedelta
from pathlib import Path

MEETINGS, SPEAKERS, OFTEN = 2_000, 7_700, 78_000
HAN = "資料開放政府會議討論公民參與平臺數位發展協作社會創新法案意見徵集程序透明記錄委員大家覺得可以這個問題我們需要時間看到方向"
WORDS = "record council harbour budget minutes open public question answer ferry meeting paper people time data vote street light water"
FAMILY = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓阮馬董唐温藍蔣石古紀姚連馮歐程湯田康姜白汪鄒尤巫鐘黎涂龔嚴韓袁金童陸夏柳凃邵"
GIVEN = "怡君志明淑芬家豪雅婷俊傑美玲建宏欣怡宗翰佩珊冠宇詩涵承恩子晴柏翰宜蓁彥廷思妤哲瑋"


def name(n):
    """A name of its own for each number."""
    if n % 9 == 0:
        return f"{WORDS.split()[n % 19].title()} {WORDS.split()[n // 19 % 19].title()}son {n}"
    family, rest = FAMILY[n % len(FAMILY)], n // len(FAMILY)
    return family + GIVEN[rest % len(GIVEN)] + GIVEN[rest // len(GIVEN) % len(GIVEN)]


def words(chance):
    if chance.random() < 0.8:
        return "，".join("".join(chance.choices(HAN, k=chance.randint(4, 14))) for _ in range(chance.randint(2, 9))) + "。"
    return " ".join(chance.choices(WORDS.split(), k=chance.randint(6, 60))).capitalize() + "."


def main(folder):
    content = Path(folder) / "content"
    content.mkdir(parents=True, exist_ok=True)
    (content / "site.yml").write_text("title: 大型紀錄\nlanguages: [zh-Hant, en]\nbase_url: https://records.example\n")
    (content / "people.yml").write_text("people:\n- id: often\n  names: {zh-Hant: 常發言, en: Often Speaking}\n")
    chance = random.Random(1)
    # Some years are twice as busy as others.
    days = sorted(date(2015, 1, 1) + timedelta(days=int(3650 * chance.betavariate(2.5, 3))) for _ in range(MEETINGS))
    others = [name(n) for n in range(SPEAKERS - 1)]
    for number, day in enumerate(days):
        said = OFTEN // MEETINGS
        # Everybody speaks once at least, most no more.
        present = others[number * len(others) // MEETINGS:(number + 1) * len(others) // MEETINGS] + chance.choices(others[:300], k=4)
        lines = [f"# {day} 第 {number + 1} 次會議\n"]
        for turn in range(said):
            lines += [f"### {chance.choice(present)}:\n{words(chance)}\n", f"### 常發言:\n{words(chance)}\n"]
        lines += [f"### {who}:\n{words(chance)}\n" for who in present]
        (content / f"{day}-meeting-{number + 1:04}.md").write_text("\n".join(lines))


main(sys.argv[1])
