# 日本語の画面表示。年と日付は文字列、そのほかの数は数値として渡される。

language-name = 日本語
language-sign = 日
not-in-this-language = このページの日本語版はありません。日本語の一覧へ移ります。

## ページの周り

skip-to-content = 本文へ移動
site-menu = サイトメニュー
languages = 言語
breadcrumbs = 現在地
untitled-archive = 会議の公開記録
home = ホーム
contact = 連絡先
licence = ライセンス
licence-cc0 = パブリックドメイン（CC0）
licence-by = 表示（CC BY { $version }）
licence-by-sa = 表示・継承（CC BY-SA { $version }）
licence-by-nc = 表示・非営利（CC BY-NC { $version }）
licence-by-nd = 表示・改変禁止（CC BY-ND { $version }）
licence-by-nc-sa = 表示・非営利・継承（CC BY-NC-SA { $version }）
licence-by-nc-nd = 表示・非営利・改変禁止（CC BY-NC-ND { $version }）
attribution = 出典
feeds = フィード
follow = { $name }をフォローする
follow-about = フィードは、ここに加わった新しいものを、フィードリーダーや、フィードを読めるメールソフトに知らせます。登録するアドレス：
feed-notice = これはフィードです。このアドレスをフィードリーダーに登録すると、新しいものが知らされます。もとのページ：
generated-by = 作成ツール

## ものの名前

meetings = 会議
records = 記録
speakers = 発言者
series = 会議体
topics = テーマ
draft = 下書き
draft-note = この会議録は下書きです。編集者だけが閲覧でき、内容は変わることがあります。
public-from = { $day } { $time }から公開
public-from-note = それまでは編集者だけがこの会議録を閲覧できます。

## 数

number = { $n }
meeting-count = 会議 { $n } 件
also-in = 他の言語：
also-records = ほかに他言語の記録 { $n } 件
speech-count = 発言 { $n } 件
speaker-count = 発言者 { $n } 人
word-count = { $n } 字
share = { $n }%
share-under-one = <1%

## 日付

date-day = { $year }年{ $month }月{ $day }日
date-month = { $year }年{ $month }月
date-year = { $year }年
date-weekday = { $date }（{ $weekday }）
date-in-month = { $day }日（{ $weekday }）
date-since = { $from }から
date-until = { $to }まで
weekday-1 = 月曜日
weekday-2 = 火曜日
weekday-3 = 水曜日
weekday-4 = 木曜日
weekday-5 = 金曜日
weekday-6 = 土曜日
weekday-7 = 日曜日
weekday-short-1 = 月
weekday-short-2 = 火
weekday-short-3 = 水
weekday-short-4 = 木
weekday-short-5 = 金
weekday-short-6 = 土
weekday-short-7 = 日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
month-short-1 = 1月
month-short-2 = 2月
month-short-3 = 3月
month-short-4 = 4月
month-short-5 = 5月
month-short-6 = 6月
month-short-7 = 7月
month-short-8 = 8月
month-short-9 = 9月
month-short-10 = 10月
month-short-11 = 11月
month-short-12 = 12月
month-unknown = 月不明

## トップページ

newest-meetings = 新しい会議
announced-meetings = これからの会議
announced-note = この会議は開催が予告されています。会議録はこのアドレスで公開されます。
calendar-file = すべての会議をカレンダーで（iCalendar）
calendar-of = { $name }の会議をカレンダーで（iCalendar）
podcast-of = ポッドキャスト：{ $name }
cited-in = 引用している記録
cited-here = { $n }か所で引用
cited-in-more = ほか{ $n }か所
announced-description = { $title }（{ $date }）。開催が予告された会議です。
agenda-papers = 議題と資料
cancelled = 中止
cancelled-note = この会議は中止になりました。
cancelled-description = { $title }（{ $date }）。中止になった会議です。
awaited-note = この会議は{ $date }に開かれました。会議録は作成中で、このアドレスで公開されます。
awaited-description = { $title }（{ $date }）。会議録を作成中の会議です。
awaited-records = 作成中の会議録
all-meetings = すべての会議
by-year = 年別
by-month = 年と月から探す
earlier-years = 以前の年
all-series = すべての会議体
all-topics = すべてのテーマ
# $name: name of a taxonomy, such as “Wards”.
all-terms = すべての{ $name }
spoke-most = 発言の多い人
in-figures = 数で見る会議録
years = 期間
speeches = 発言
words = 字数

## 年別の会議

year-title = { $year }年の会議
year-description = { $year }年に開かれた会議 { $n } 件の記録。
other-years = ほかの年
earlier-year = 前の年
later-year = 次の年

## 会議

meeting-description = { $date }「{ $title }」の会議録。発言者 { $speakers } 人、発言 { $speeches } 件。
time = 時刻
place = 場所
body = 機関
in-series = 会議体
chair = 議長
present = 出席
absent = 欠席
in-attendance = 列席
apologies = 欠席届出
quorum = 定足数
quorum-of = { $members } 人中 { $needed } 人
quorum-met = 充足
quorum-not-met = 不足
attended-from = { $time } から
attended-until = { $time } まで
attendance = 出欠
attendee = 氏名
attended-of = 全 { $n } 件のうち最近の { $shown } 件。
cite-attendance = この一覧へのリンク
present-short = 出
in-attendance-short = 列
apologies-short = 届
absent-short = 欠
documents = 資料
paper = 資料（{ $kind }）
media = 映像・音声
play-here = ここで再生
table-show = 表を表示
table-more = ファイルにはあと { $n } 行あります
captions = 字幕
captions-note = 発言の途中の時刻は推定です。
recording = 録音・録画
follow-words = 発言を追う
size-kb = { $n } KB
size-mb = { $n } MB
other-languages = ほかの言語
side-by-side = 両方の言語で読む
twin-sections = 二つの記録は、発言ごとではなく節ごとに対応します。
twin-whole = 二つの記録は発言ごとには対応しないため、全体を並べています。
twin-failed = もう一方の記録を読み込めませんでした。
details = 詳細
contents = 目次
who-spoke = 発言した人
transcript = 会議録
no-speeches = この会議録に発言はありません。
play-from = { $time } から再生
delivered-written = 書面で提出
status-pending = 未承認
pending-note = この会議録はまだ承認されておらず、訂正されることがあります。
status-approved = 承認済み
transcript-verbatim = 逐語記録：発言のまま
transcript-edited = 整文：発言を書き言葉に整えたもの
transcript-summary = 要点記録：逐語ではありません
transcript-machine = 自動文字起こし（未校正）
summary = 要約
summary-machine = プログラムによる作成
summary-by = 作成：{ $name }
keys-title = キー操作
keys-next = 次の発言
keys-previous = 前の発言
keys-play = 再生・一時停止
keys-help = この説明
footnotes = 脚注
footnote-back = 本文に戻る
cite-speech = この発言を引用
cite = 引用
# What a citation says. Without `$version` before the first publication; `$accessed` is the day of the reader.
citation = { $speaker }「{ $title }」『{ $site }』{ $date }{ $version }。{ $url } （{ $accessed }閲覧）
# Speeches that the editor has chosen, with a page of their own.
highlights = 注目の発言
highlight-read = 記録で読む
highlight-citation = { $speaker }「{ $title }」『{ $site }』{ $date }。{ $url }
cite-version = 、第{ $n }版
cited-person = { $name }（{ $label }）
cite-format = 形式
cite-plain = 引用文
cite-link = リンク
cite-quote = 語句へのリンク
copy = コピー
report-mistake = 誤りを報告
report-subject = 「{ $title }」の誤り
report-version = 第{ $n }版
edit-record = この会議録を編集
edit-page = このページを編集
share-speech = 共有
copied = コピーしました。
copy-by-hand = 選択されています。ここからコピーしてください。
close = 閉じる
speakers-more = ほか { $n } 人
choose-speaker = 名前を選ぶと、その人の発言だけを表示します。
showing-speeches = { $name }の{ $speeches }を表示中
show-all = すべて表示
speeches-left-out = 省略した発言：
about-record = この会議録について
permanent-address = アドレス
formats = 他の形式
other-meetings = ほかの会議
earlier-meeting = 前の会議
later-meeting = 次の会議
earlier-in-series = 同じ会議体の前回
later-in-series = 同じ会議体の次回

## 決定

matters = 案件
matters-about = 複数の会議で扱われた案件。最初の審議から決定まで。
decisions = 決定
decisions-about = 会議で決まったこと。新しい順。
decisions-here = 決まったこと
decisions-more = ほか { $n } 件
decision-count = 決定 { $n } 件
decisions-in = { $year }年の決定
decisions-of = 決定：{ $name }
feed-decisions = { $title }：決定
cite-decision = この決定へのリンク
votes-for = 賛成 { $n }
votes-against = 反対 { $n }
votes-abstaining = 棄権 { $n }
votes-recused = 除斥 { $n }
votes-absent = 欠席 { $n }
list-comma = 、
fact-comma = 、
bracket-open = （
bracket-close = ）
colon = ：
outcome-carried = 可決
outcome-carried-amended = 修正可決
outcome-lost = 否決
outcome-withdrawn = 撤回
outcome-deferred = 継続審議
outcome-referred = 付託
outcome-amended = 修正
agreement-unanimous = 全会一致
agreement-consensus = 異議なし
majority-simple = 過半数
majority-absolute = 絶対多数
majority-two-thirds = 三分の二以上の多数
majority-three-quarters = 四分の三以上の多数
majority-qualified = 特別多数
vote-tied = 可否同数
vote-casting = 議長裁決
actions = アクション項目
actions-about = 誰が、何を、いつまでに行うか。
actions-open = 未完了のアクション項目
actions-closed = 完了・中止
actions-theirs = 対応すること
actions-more = ほか { $n } 件
action-due = 期限 { $day }
action-done-on = { $day } 完了
action-open = 未完了
action-done = 完了
action-dropped = 中止
action-mentioned = 再度の言及
actions-of-closed = 全 { $n } 件のうち最近の { $shown } 件。
actions-none = 未完了のアクション項目はありません。
how-they-voted = 投票の記録
votes-of = 全 { $n } 票のうち最近の { $shown } 票。
voted-for = 賛成
voted-against = 反対
voted-abstaining = 棄権
voted-recused = 除斥
voted-absent = 欠席

## 発言者

speaker-index = 頭文字で探す
filter-names = 名前で絞り込む
names-shown = { $n }名中{ $shown }名
sort-by = 並べ替え
sort-name = 名前
sort-meetings = 会議数
sort-words = 文字数
sort-latest = 最近の発言
other-speakers = その他
han-names = 漢字
other-scripts = その他の文字
speakers-offices = 役職・機関・グループ
names-figure = 名前の横の数字は会議の数です。
strokes = { $n }画
kind-person = 個人
kind-organisation = 組織
kind-role = 役職
kind-group = 集団
speaker-description = { $name }の公開の発言。会議 { $meetings } 件、発言 { $speeches } 件。
portrait-of = { $name }の肖像
other-names = 別名
roles = 役職
role-at = { $title }（{ $body }）
year = 年
companions = よく同席する人
words-by-year = 年ごとの語数
in-context = 前後を読む
asked = { $name }：{ $words }
identifiers = 識別子
elsewhere = 関連リンク
speaker-year-title = { $name }の{ $year }年の発言
speaker-month-title = { $name }の{ $month }の発言
other-months = ほかの月
earlier-month = 前の月
later-month = 次の月
earlier-meetings = これより前の会議 { $n } 件（年別）

## 機関

bodies = 機関
bodies-about = 議会・委員会・政党・部局・団体と、その構成員・会議の一覧。
body-description = { $name }の構成員・会議・決定。
body-parent = 上位の機関
body-units = 下部の機関
body-page = 機関のページ
body-words = この機関の発言
body-year-title = { $name }の{ $year }年の会議
chairs = 議長・委員長
presided = 司会した人
members = 構成員
former-members = 以前の構成員
member-count = 構成員 { $n } 人
body-kind-council = 議会
body-kind-committee = 委員会
body-kind-party = 政党
body-kind-group = グループ
body-kind-office = 部局
body-kind-association = 団体
body-kind-company = 会社

## 会議体とテーマ

latest-meeting = 最新は{ $date }

## フィード

feed-site = { $title }：新着会議録
feed-language = { $title }：新着会議録（{ $language }）
feed-speaker = { $name }が出席した会議
feed-listing = { $name }：新着会議録
feed-corrections = { $title }：訂正

## 訂正

corrections = 訂正
corrections-about = 会議録が公開時に何を述べ、現在何を述べているかを示します。単なる誤記の訂正は、その会議録にのみ示します。
corrections-none = 訂正された会議録はありません。
corrections-all = すべての訂正
correction-altered = { $date }に訂正
correction-added = { $date }に追加
correction-removed = { $date }にここから削除
correction-speaker = 以前は{ $name }の発言とされていました。
correction-forgotten = 以前の文言は保存されていません。
correction-title = 以前の題名：「{ $title }」。
correction-minor = 誤記の訂正です。
former-version = { $title }（第{ $n }版）
version-number = 第{ $n }版
former-version-note = { $from }から{ $until }まではこのとおりでした。その後、訂正されています。
former-version-now = 現在の記録
former-corrected = その後訂正
correction-before = 訂正前の版
changes-more = ほか{ $n }か所
published-on = 初公開
published-corrected = { $date }訂正
version = 版
compare-with = 比較する：
version-hash = チェックサム（SHA-256）

## 検索

search = 検索
watches = 注目の語句
watches-about = これらの語句について発言や決定が公開されると、ここに載ります。フィードリーダーで購読できます。
watches-all = 注目の語句の一覧
watches-by-year = 年ごとの件数
watches-newest = 新しいもの
watches-more = すべてを検索で見る
feed-watch = 「{ $name }」についての発言
match-count = { $n }か所
search-words = すべての発言を検索
search-button = 検索
search-who = 発言者
search-when = 年
search-language = 言語
search-any = すべて
search-examples = たとえば
search-named = 人物・主題・会議
search-theirs = その発言
search-context = 前後を読む
search-without = 検索はお使いのブラウザの中で JavaScript と索引を使って行われます。保存されたコピーには索引がないことがあります。これらがなくても記録は次から閲覧できます。
search-original = 元のサイト：
search-browse = このページは紙のように簡素で、検索欄がありません。記録は次から探せます。
search-searching = 検索中…
search-in-meetings = { $speeches }（{ $meetings }）
search-first = 最初の{ $speeches }を表示
search-count = すべて数える
search-years = 年ごと
search-csv = CSVで保存
search-years-of = 「{ $query }」の年ごとの件数：{ $speeches }
search-as-table = 表で見る
search-not-yet = まだ見つかっていません。すべては読み終えていません。
search-nothing = 「{ $query }」は見つかりませんでした。
search-searched = { $meetings }のすべての言語の記録を検索しました。
search-signs = 「{ $query }」には検索できる文字や数字がありません。
search-near = もしかして
search-variants = 別の字体
search-translated = 他の言語で
search-without-filters = 絞り込みなし
search-fewer = 語を減らして検索
search-other-languages = 他の言語の記録では別の語で語られています
search-failed = 索引の一部を読み込めませんでした。表示されていない結果があるかもしれません。
search-unreachable = 索引を読み込めませんでした。しばらくしてからもう一度お試しください。
search-newer = 索引がこのページより新しくなっています。ページを再読み込みしてください。
search-more = さらに表示
search-more-here = この会議の続き
search-and-more = この会議にあと{ $n }件
search-all = すべての結果
search-relevance = 関連度順
search-date = 新しい順
search-filters = 絞り込む
search-remove = 絞り込み「{ $name }」を外す
search-help = 検索のしかた
search-help-words = すべての語を含む発言（順不同）
search-help-phrase = この語句そのまま（句読点も含む）
search-help-prefix = この文字で始まる語
search-help-not = この語を含まない
search-help-or = 二つの語句のどちらか
search-help-or-sign = または
search-help-days = ある日からある日まで（月や年も可）
search-help-role = その日の役職での発言
search-help-body = ある機関の会議
search-or-alone = 「{ $query }」は隣り合う二つの語句だけをつなぎます。
search-no-such = 「{ $value }」はありません。次のものがあります
search-from-day = { $day }から
search-to-day = { $day }まで
search-happened = 出来事
search-from = 開始日
search-to = 終了日
search-help-speaker = ある発言者の言葉
search-help-year = この期間の年
search-help-series = ある会議体
# $name: name of a taxonomy, such as “Wards”.
search-help-term = ある項目の会議（{ $name }）
search-help-lang = ある言語
search-help-narrative = 発言ではなく、その場の出来事
search-help-decision = 決まったこと
search-help-keys = 検索欄へ、結果の間を移動、戻る
search-their-words = この人の発言を検索
find-in-record = この記録の中を検索
find-previous = 前の箇所
find-next = 次の箇所
find-none = 見つかりません
find-count = { $n }件
find-at = { $n }件中{ $at }件目

## ページが見つからないとき

not-found-title = ページが見つかりません
not-found-text = このアドレスにページはありません。移動したか、リンクの一部が欠けているのかもしれません。お探しの会議録は、おそらく次のどこかにあります。
redirect-title = このページは移動しました

## 取り下げられたもの

withdrawn-record = この会議録は取り下げられました
withdrawn-page = このページは取り下げられました
withdrawn-text = このアドレスで公開されていた文書は取り下げられました。
withdrawn-since = このアドレスで公開されていた文書は{ $date }に取り下げられました。
withdrawn-reason = 示された理由：
data = オープンデータ
data-about = 研究のためのファイルとしての全記録：表、記録の標準形式、人物。
data-years = 年ごとの数
data-columns = 列
data-speeches = 一つの発言：誰が、いつ、どの議題で、何を述べたか。
data-meetings = 一つの会議と、その情報と数。
data-people = 一人の発言者と、発言数・語数。
data-organisations = 一つの組織と、その種類・位置。
data-items = 会議の一つの節または議題。
data-decisions = 一つの決定と、その結果・票数。
data-votes = 一つの決定に対する一人の票。
data-akoma-ntoso = 各記録の Akoma Ntoso 3.0（XML）、年ごとにまとめたもの。
data-tei = 各記録の ParlaMint 形式の TEI（XML）、年ごとにまとめたもの。
data-popolo = 人物・組織・所属の Popolo（JSON）。
data-lists = 全ファイルの一覧（大きさとハッシュ値付き）、プログラム用。
data-left-out = 再配布できない記録が { $n } 件あり、これらのファイルには含まれません。
data-read = 読み方
data-records = 記録全体
data-tables = 表
data-programs = プログラム用
data-addresses = アドレスの構成
data-at-record = 会議録
data-at-json = 会議録（JSON）
data-at-markdown = 会議録（Markdown）
data-at-speech = その中の発言
data-at-speaker = 発言者
data-files = すべてのファイル
