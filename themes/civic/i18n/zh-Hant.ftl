# 臺灣正體中文介面。年份與日期以文字傳入；其他數字照量詞書寫。

language-name = 中文
language-sign = 中
not-in-this-language = 本頁沒有中文版；前往中文的列表。

## 頁面四周

skip-to-content = 跳到主要內容
site-menu = 網站選單
languages = 語言
breadcrumbs = 所在位置
untitled-archive = 公開會議紀錄
home = 首頁
contact = 聯絡
licence = 授權
licence-cc0 = 公眾領域（CC0）
licence-by = 姓名標示（CC BY { $version }）
licence-by-sa = 姓名標示、相同方式分享（CC BY-SA { $version }）
licence-by-nc = 姓名標示、非商業性（CC BY-NC { $version }）
licence-by-nd = 姓名標示、禁止改作（CC BY-ND { $version }）
licence-by-nc-sa = 姓名標示、非商業性、相同方式分享（CC BY-NC-SA { $version }）
licence-by-nc-nd = 姓名標示、非商業性、禁止改作（CC BY-NC-ND { $version }）
attribution = 來源
feeds = 訂閱
follow = 追蹤{ $name }
follow-about = 訂閱源會在閱讀器，或能讀取訂閱源的郵件軟體中，通知您這裡的新內容。訂閱網址：
feed-notice = 這是訂閱源。把它的網址加入閱讀器，就會收到新內容的通知。原來的網頁：
generated-by = 製作工具

## 事物的名稱

meetings = 會議
records = 紀錄
speakers = 發言者
series = 系列會議
topics = 主題
draft = 草稿
draft-note = 這份紀錄還是草稿，只有編輯看得到，內容仍可能更動。
public-from = { $day } { $time } 起公開
public-from-note = 在此之前，只有編輯看得到這份紀錄。

## 數量

number = { $n }
meeting-count = { $n } 場會議
also-in = 另有
also-records = 另有其他語言的紀錄 { $n } 份
speech-count = { $n } 次發言
speaker-count = { $n } 位發言者
word-count = { $n } 字
share = { $n }%
share-under-one = <1%

## 日期

date-day = { $year } 年 { $month } 月 { $day } 日
date-month = { $year } 年 { $month } 月
date-year = { $year } 年
date-weekday = { $date }（{ $weekday }）
date-in-month = { $day } 日 { $weekday }
date-since = { $from }起
date-until = 至 { $to }止
weekday-1 = 星期一
weekday-2 = 星期二
weekday-3 = 星期三
weekday-4 = 星期四
weekday-5 = 星期五
weekday-6 = 星期六
weekday-7 = 星期日
weekday-short-1 = 週一
weekday-short-2 = 週二
weekday-short-3 = 週三
weekday-short-4 = 週四
weekday-short-5 = 週五
weekday-short-6 = 週六
weekday-short-7 = 週日
month-1 = 1 月
month-2 = 2 月
month-3 = 3 月
month-4 = 4 月
month-5 = 5 月
month-6 = 6 月
month-7 = 7 月
month-8 = 8 月
month-9 = 9 月
month-10 = 10 月
month-11 = 11 月
month-12 = 12 月
month-short-1 = 1 月
month-short-2 = 2 月
month-short-3 = 3 月
month-short-4 = 4 月
month-short-5 = 5 月
month-short-6 = 6 月
month-short-7 = 7 月
month-short-8 = 8 月
month-short-9 = 9 月
month-short-10 = 10 月
month-short-11 = 11 月
month-short-12 = 12 月
month-unknown = 月份不詳

## 首頁

newest-meetings = 最新會議
announced-meetings = 即將召開的會議
announced-note = 這場會議已經公告，紀錄將在這個網址公開。
calendar-file = 全部會議的行事曆（iCalendar）
calendar-of = { $name }的會議行事曆（iCalendar）
podcast-of = Podcast：{ $name }
cited-in = 引用本紀錄之處
cited-here = { $n } 處引用
cited-in-more = 另有 { $n } 處
announced-description = { $title }，{ $date }：已公告的會議。
agenda-papers = 議程與文件
cancelled = 取消
cancelled-note = 這場會議已取消。
cancelled-description = { $title }，{ $date }：已取消的會議。
awaited-note = 這場會議已於 { $date }召開，紀錄正在整理，完成後將在這個網址公開。
awaited-description = { $title }，{ $date }：紀錄正在整理的會議。
awaited-records = 整理中的紀錄
all-meetings = 全部會議
by-year = 依年份
by-month = 依年月瀏覽
earlier-years = 更早的年份
all-series = 全部系列會議
all-topics = 全部主題
# $name: name of a taxonomy, such as “Wards”.
all-terms = 全部{ $name }
spoke-most = 發言最多的人
in-figures = 數字概覽
years = 年份
speeches = 發言
words = 字數

## 各年會議

year-title = { $year } 年會議
year-description = { $year } 年共 { $n } 場會議的紀錄。
other-years = 其他年份
earlier-year = 前一年
later-year = 後一年

## 一場會議

meeting-description = { $date }「{ $title }」會議紀錄：{ $speakers } 位發言者、{ $speeches } 次發言。
time = 時間
place = 地點
body = 機關
in-series = 系列
chair = 主席
present = 出席
absent = 缺席
in-attendance = 列席
apologies = 請假
quorum = 法定人數
quorum-of = { $members } 人中的 { $needed } 人
quorum-met = 已達
quorum-not-met = 未達
attended-from = { $time } 起
attended-until = 至 { $time }
attendance = 出席情形
attendee = 姓名
attended-of = { $n } 場會議中最近的 { $shown } 場。
cite-attendance = 這份名單的連結
present-short = 出
in-attendance-short = 列
apologies-short = 假
absent-short = 缺
documents = 會議文件
paper = 文件（{ $kind }）
media = 影音
play-here = 在此播放
table-show = 顯示表格
table-more = 檔案中另有 { $n } 列
captions = 字幕
captions-note = 發言之中的時間為推估。
recording = 錄音錄影
follow-words = 跟隨文字
size-kb = { $n } KB
size-mb = { $n } MB
other-languages = 其他語言
side-by-side = 雙語對照
twin-sections = 這兩份紀錄依章節對照，無法逐段對照。
twin-whole = 這兩份紀錄無法逐段對照，僅整份並排。
twin-failed = 無法載入另一份紀錄。
details = 詳細資訊
contents = 目次
who-spoke = 發言概況
transcript = 逐字稿
no-speeches = 這份紀錄沒有發言內容。
play-from = 從 { $time } 播放
delivered-written = 書面提出
status-pending = 尚未確認
pending-note = 這份紀錄尚未經會議確認，內容仍可能更正。
status-approved = 已確認
transcript-verbatim = 逐字紀錄：照發言原文
transcript-edited = 整理稿：發言經文字整理
transcript-summary = 摘要紀錄，並非逐字
transcript-machine = 機器轉錄，未經人工校對
summary = 摘要
summary-machine = 由程式撰寫
summary-by = 撰寫：{ $name }
keys-title = 快捷鍵
keys-next = 下一則發言
keys-previous = 上一則發言
keys-play = 播放或暫停
keys-help = 顯示本說明
footnotes = 註釋
footnote-back = 回到內文
cite-speech = 引用這段發言
cite = 引用
# What a citation says. Without `$version` before the first publication; `$accessed` is the day of the reader.
citation = { $speaker }，〈{ $title }〉，《{ $site }》，{ $date }{ $version }。{ $url } （{ $accessed }瀏覽）
# Speeches that the editor has chosen, with a page of their own.
highlights = 精選發言
highlight-read = 在紀錄中閱讀
highlight-citation = { $speaker }，〈{ $title }〉，《{ $site }》，{ $date }。{ $url }
cite-version = ，第 { $n } 版
cited-person = { $name }（{ $label }）
cite-format = 格式
cite-plain = 引用格式
cite-link = 連結
cite-quote = 帶有文字的連結
copy = 複製
report-mistake = 回報錯誤
report-subject = 〈{ $title }〉有誤
report-version = 第 { $n } 版
edit-record = 編輯這份紀錄
edit-page = 編輯這一頁
share-speech = 分享
copied = 已複製。
copy-by-hand = 文字已選取，請自行複製。
close = 關閉
speakers-more = 另外 { $n } 位
choose-speaker = 點選姓名，只看此人的發言。
showing-speeches = 只顯示{ $name }的 { $speeches }
show-all = 顯示全部
speeches-left-out = 略過的發言：
about-record = 關於這份紀錄
permanent-address = 網址
formats = 其他格式
other-meetings = 其他會議
earlier-meeting = 前一場會議
later-meeting = 後一場會議
earlier-in-series = 同系列前一場
later-in-series = 同系列後一場

## 決議

matters = 議案
matters-about = 歷次會議處理的議案：從初次討論到決議。
decisions = 決議
decisions-about = 各場會議的決議，由新到舊。
decisions-here = 本次決議
decisions-more = 另外 { $n } 項決議
decision-count = { $n } 項決議
decisions-in = { $year } 年決議
decisions-of = 決議：{ $name }
feed-decisions = { $title }：決議
cite-decision = 這項決議的連結
votes-for = 贊成 { $n } 票
votes-against = 反對 { $n } 票
votes-abstaining = 棄權 { $n } 票
votes-recused = 迴避 { $n } 人
votes-absent = 缺席 { $n } 人
list-comma = 、
fact-comma = ，
bracket-open = （
bracket-close = ）
colon = ：
outcome-carried = 通過
outcome-carried-amended = 修正通過
outcome-lost = 否決
outcome-withdrawn = 撤回
outcome-deferred = 延後處理
outcome-referred = 交付審查
outcome-amended = 修正
agreement-unanimous = 全體一致
agreement-consensus = 無異議
majority-simple = 過半數
majority-absolute = 絕對多數
majority-two-thirds = 三分之二多數
majority-three-quarters = 四分之三多數
majority-qualified = 特別多數
vote-tied = 可否同數
vote-casting = 主席裁決
actions = 待辦事項
actions-about = 何事由何人於何時之前辦理。
actions-open = 未完成的待辦事項
actions-closed = 已結案
actions-theirs = 待辦
actions-more = 另外 { $n } 項
action-due = 期限 { $day }
action-done-on = { $day } 完成
action-open = 辦理中
action-done = 已完成
action-dropped = 已取消
action-mentioned = 再次提及
actions-of-closed = { $n } 項中最近的 { $shown } 項。
actions-none = 沒有未完成的待辦事項。
how-they-voted = 投票紀錄
votes-of = { $n } 次投票中最近的 { $shown } 次。
voted-for = 贊成
voted-against = 反對
voted-abstaining = 棄權
voted-recused = 迴避
voted-absent = 缺席

## 發言者

speaker-index = 依首字查找發言者
filter-names = 依姓名篩選
names-shown = { $n } 位中的 { $shown } 位
sort-by = 排序
sort-name = 姓名
sort-meetings = 會議數
sort-words = 字數
sort-latest = 最近發言
other-speakers = 其他
han-names = 漢字
other-scripts = 其他文字
speakers-offices = 職稱、機關與團體
names-figure = 姓名旁的數字是會議場數。
strokes = { $n } 畫
kind-person = 個人
kind-organisation = 機關團體
kind-role = 職務
kind-group = 群體
speaker-description = { $name }的公開發言紀錄：{ $meetings } 場會議、{ $speeches } 次發言。
portrait-of = { $name }的照片
other-names = 其他名稱
roles = 職務
role-at = { $title }（{ $body }）
year = 年份
companions = 經常一同與會
words-by-year = 各年字數
in-context = 看前後文
asked = { $name }：{ $words }
identifiers = 識別碼
elsewhere = 相關連結
speaker-year-title = { $name }在 { $year } 年的發言
speaker-month-title = { $name }在 { $month }的發言
other-months = 其他月份
earlier-month = 前一個月
later-month = 後一個月
earlier-meetings = 更早的 { $n } 場會議（依年份）

## 機關

bodies = 機關
bodies-about = 議會、委員會、政黨、處室與團體：成員是誰，何時開會。
body-description = { $name }：成員、會議與決議。
body-parent = 隸屬
body-units = 下設
body-page = 機關頁面
body-words = 機關發言
body-year-title = { $name } { $year } 年會議
chairs = 主席
presided = 曾主持
members = 成員
former-members = 前任成員
member-count = { $n } 位成員
body-kind-council = 議會
body-kind-committee = 委員會
body-kind-party = 政黨
body-kind-group = 團體
body-kind-office = 處室
body-kind-association = 協會
body-kind-company = 公司

## 系列與主題

latest-meeting = 最近一場：{ $date }

## 訂閱

feed-site = { $title }：最新紀錄
feed-language = { $title }：{ $language }最新紀錄
feed-speaker = { $name }參與的會議
feed-listing = { $name }：最新紀錄
feed-corrections = { $title }：更正

## 更正

corrections = 更正
corrections-about = 紀錄公開時的內容，以及現在的內容。單純的筆誤只在該紀錄中註明。
corrections-none = 尚無更正過的紀錄。
corrections-all = 所有更正
correction-altered = { $date }更正
correction-added = { $date }增補
correction-removed = { $date }自此處刪去
correction-speaker = 先前列為{ $name }的發言。
correction-forgotten = 先前的文字已不再保存。
correction-title = 先前的標題：「{ $title }」。
correction-minor = 筆誤更正。
former-version = { $title }（第 { $n } 版）
version-number = 第 { $n } 版
former-version-note = { $from }至 { $until } 的內容如下，其後已更正。
former-version-now = 目前的紀錄
former-corrected = 其後已更正
correction-before = 更正前的版本
changes-more = 另有 { $n } 處
published-on = 首次公開
published-corrected = { $date }更正
version = 版本
compare-with = 比較
version-hash = 校驗碼（SHA-256）

## 搜尋

search = 搜尋
watches = 關注字詞
watches-about = 凡提到這些字詞的發言與決議，一經公開便列於此。每一項都可以用訂閱閱讀器追蹤。
watches-all = 所有關注字詞
watches-by-year = 各年次數
watches-newest = 最新
watches-more = 在搜尋中查看全部
feed-watch = 關於「{ $name }」的發言
match-count = { $n } 處
search-words = 搜尋所有發言
search-button = 搜尋
search-who = 發言者
search-when = 年份
search-language = 語言
search-any = 不限
search-examples = 例如
search-named = 人物、主題與會議
search-theirs = 此人的發言
search-context = 看前後文
search-without = 搜尋在您的瀏覽器裡進行，需要 JavaScript 和索引；另存的副本可能沒有索引。沒有它們，仍可由此瀏覽各項紀錄：
search-original = 原網站：
search-browse = 這些網頁如同紙本，沒有搜尋欄。可由此找到紀錄：
search-searching = 搜尋中…
search-in-meetings = { $meetings }，共 { $speeches }
search-first = 顯示最前面的 { $speeches }
search-count = 全部計算
search-years = 各年次數
search-csv = 存成 CSV
search-years-of = 「{ $query }」各年次數：{ $speeches }
search-as-table = 以表格顯示
search-not-yet = 目前尚未找到；還沒有全部讀完。
search-nothing = 找不到「{ $query }」。
search-searched = 已搜尋 { $meetings }的所有語言版本。
search-signs = 「{ $query }」沒有可以搜尋的文字或數字。
search-near = 您要找的是不是
search-variants = 其他字形
search-translated = 其他語言
search-without-filters = 不加篩選條件
search-fewer = 少用幾個詞
search-other-languages = 其他語言的紀錄會用別的詞來說
search-failed = 索引有一部分無法讀取，結果可能不完整。
search-unreachable = 無法載入索引，請稍後再試。
search-newer = 索引比這個網頁還新，請重新載入網頁。
search-more = 顯示更多
search-more-here = 這場會議的更多發言
search-and-more = 這場會議還有 { $n } 則
search-all = 所有結果
search-relevance = 最相關
search-date = 最新
search-filters = 縮小範圍
search-remove = 取消篩選「{ $name }」
search-help = 搜尋方法
search-help-words = 包含所有字詞的發言，不論順序
search-help-phrase = 完全相符的字句，標點也算
search-help-prefix = 以此開頭的單字
search-help-not = 不含此字詞
search-help-or = 兩個字詞或語句之一
search-help-or-sign = 或
search-help-days = 從某日到某日，也可只寫年月或年份
search-help-role = 發言者當天的職稱
search-help-body = 某個機關的會議
search-or-alone = 「{ $query }」只連接左右兩個字詞或語句。
search-no-such = 沒有「{ $value }」。現有
search-from-day = { $day }起
search-to-day = 到 { $day }為止
search-happened = 現場情況
search-from = 起日
search-to = 訖日
search-help-speaker = 某人的發言
search-help-year = 這些年份
search-help-series = 某個系列
# $name: name of a taxonomy, such as “Wards”.
search-help-term = 某一項的會議（{ $name }）
search-help-lang = 某種語言
search-help-narrative = 現場發生的事，而非發言
search-help-decision = 會議的決議
search-help-keys = 到搜尋欄、在結果間移動、返回
search-their-words = 搜尋此人的發言
find-in-record = 在這份紀錄中尋找
find-previous = 上一處
find-next = 下一處
find-none = 找不到
find-count = 找到 { $n } 處
find-at = 第 { $at } 處，共 { $n } 處

## 找不到頁面時

not-found-title = 找不到這個頁面
not-found-text = 這個網址沒有對應的頁面。頁面可能已經搬家，或是連結沒有複製完整。您要找的紀錄，多半可以從這裡找到：
redirect-title = 這個頁面已經搬家

## 已撤回的紀錄

withdrawn-record = 這份紀錄已撤回
withdrawn-page = 這個頁面已撤回
withdrawn-text = 這個網址曾公開的內容已經撤回。
withdrawn-since = 這個網址曾公開的內容已於 { $date } 撤回。
withdrawn-reason = 撤回理由：
data = 開放資料
data-about = 供研究使用的整個檔案庫：資料表、紀錄的標準格式、人物。
data-years = 各年數量
data-columns = 欄位
data-speeches = 一則發言：誰、何時、在哪項議程、說了什麼。
data-meetings = 一場會議及其資訊與數量。
data-people = 一位發言者，及其發言數與字數。
data-organisations = 一個機關，及其種類與隸屬。
data-items = 會議的一節或一項議程。
data-decisions = 一項決議，及其結果與票數。
data-votes = 一位成員對一項決議的投票。
data-akoma-ntoso = 各紀錄的 Akoma Ntoso 3.0（XML），按年打包。
data-tei = 各紀錄的 ParlaMint 式 TEI（XML），按年打包。
data-popolo = 人物、機關與任職的 Popolo（JSON）。
data-lists = 全部檔案的清單，附大小與雜湊值，供程式使用。
data-left-out = 有 { $n } 份紀錄不得轉載，不在這些檔案之中。
data-read = 如何讀取
data-records = 完整紀錄
data-tables = 資料表
data-programs = 供程式使用
data-addresses = 網址的構成
data-at-record = 一份紀錄
data-at-json = 該紀錄的 JSON
data-at-markdown = 該紀錄的 Markdown
data-at-speech = 其中一段發言
data-at-speaker = 一位發言者
data-files = 全部檔案
