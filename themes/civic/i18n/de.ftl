# Die Oberfläche auf Deutsch. Jahre und Tage kommen als Text; andere Zahlen wählen ihre Mehrzahl.

language-name = Deutsch
language-sign = DE
not-in-this-language = Diese Seite gibt es nicht auf Deutsch. Zu den Verzeichnissen auf Deutsch.

## Um die Seite herum

skip-to-content = Zum Inhalt
site-menu = Website
languages = Sprachen
breadcrumbs = Sie sind hier
untitled-archive = Öffentliches Protokoll
home = Startseite
contact = Kontakt
licence = Lizenz
licence-cc0 = Gemeinfrei (CC0)
licence-by = Namensnennung (CC BY { $version })
licence-by-sa = Namensnennung, Weitergabe unter gleichen Bedingungen (CC BY-SA { $version })
licence-by-nc = Namensnennung, nicht kommerziell (CC BY-NC { $version })
licence-by-nd = Namensnennung, keine Bearbeitungen (CC BY-ND { $version })
licence-by-nc-sa = Namensnennung, nicht kommerziell, Weitergabe unter gleichen Bedingungen (CC BY-NC-SA { $version })
licence-by-nc-nd = Namensnennung, nicht kommerziell, keine Bearbeitungen (CC BY-NC-ND { $version })
attribution = Quelle
feeds = Feeds
follow = { $name } folgen
follow-about = Ein Feed meldet alles Neue von hier, in einem Feedreader oder in einem Mailprogramm, das Feeds liest. Seine Adresse:
feed-notice = Dies ist ein Feed. Geben Sie seine Adresse in einem Feedreader ein, und er meldet Ihnen alles Neue. Die Seite selbst:
generated-by = Erstellt mit

## Die Dinge und ihre Namen

meetings = Sitzungen
records = Protokolle
speakers = Redende
series = Reihen
topics = Themen
draft = Entwurf
draft-note = Dieses Protokoll ist ein Entwurf. Nur die Redaktion sieht es, und es kann sich noch ändern.
public-from = Öffentlich ab { $day }, { $time }
public-from-note = Bis dahin sieht nur die Redaktion dieses Protokoll.

## Anzahlen

number = { $n }
meeting-count = { $n ->
    [one] { $n } Sitzung
   *[other] { $n } Sitzungen
}
also-in = auch auf{ " " }
also-records = { $n ->
    [one] dazu ein Protokoll in einer anderen Sprache
   *[other] dazu { $n } Protokolle in anderen Sprachen
}
speech-count = { $n ->
    [one] { $n } Redebeitrag
   *[other] { $n } Redebeiträge
}
speaker-count = { $n ->
    [one] { $n } redende Person
   *[other] { $n } Redende
}
word-count = { $n ->
    [one] { $n } Wort
   *[other] { $n } Wörter
}
share = { $n }{"\u00A0"}%
share-under-one = <1{"\u00A0"}%

## Tage

date-day = { $day }. { $monthName } { $year }
date-month = { $monthName } { $year }
date-year = { $year }
date-weekday = { $weekday }, { $date }
date-in-month = { $weekday }, { $day }.
date-since = seit { $from }
date-until = bis { $to }
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
weekday-short-1 = Mo
weekday-short-2 = Di
weekday-short-3 = Mi
weekday-short-4 = Do
weekday-short-5 = Fr
weekday-short-6 = Sa
weekday-short-7 = So
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
month-short-1 = Jan.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sept.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.
month-unknown = Monat unbekannt

## Startseite

newest-meetings = Neueste Sitzungen
announced-meetings = Kommende Sitzungen
announced-note = Diese Sitzung ist angekündigt. Ihr Protokoll wird unter dieser Adresse veröffentlicht.
calendar-file = Alle Sitzungen als Kalender (iCalendar)
calendar-of = Sitzungen als Kalender: { $name } (iCalendar)
podcast-of = Podcast: { $name }
cited-in = Zitiert in
cited-here = { $n ->
    [one] An einer Stelle zitiert
   *[other] An { $n } Stellen zitiert
}
cited-in-more = { $n ->
    [one] und an einer weiteren Stelle
   *[other] und an { $n } weiteren Stellen
}
announced-description = { $title }, { $date }: eine angekündigte Sitzung.
agenda-papers = Tagesordnung und Unterlagen
cancelled = Abgesagt
cancelled-note = Diese Sitzung ist abgesagt.
cancelled-description = { $title }, { $date }: eine abgesagte Sitzung.
awaited-note = Diese Sitzung hat stattgefunden: { $date }. Ihr Protokoll wird gerade geschrieben und unter dieser Adresse veröffentlicht.
awaited-description = { $title }, { $date }: eine Sitzung, deren Protokoll gerade geschrieben wird.
awaited-records = Protokolle in Arbeit
all-meetings = Alle Sitzungen
by-year = Nach Jahren
by-month = Nach Jahr und Monat
earlier-years = Frühere Jahre
all-series = Alle Reihen
all-topics = Alle Themen
# $name: name of a taxonomy, such as “Wards”.
all-terms = Alle: { $name }
spoke-most = Wer am meisten gesagt hat
in-figures = Das Archiv in Zahlen
years = Jahre
speeches = Redebeiträge
words = Wörter

## Sitzungen nach Jahren

year-title = Sitzungen { $year }
year-description = { $n ->
    [one] Das Protokoll einer Sitzung aus dem Jahr { $year }.
   *[other] Die Protokolle von { $n } Sitzungen aus dem Jahr { $year }.
}
other-years = Andere Jahre
earlier-year = Früheres Jahr
later-year = Späteres Jahr

## Eine Sitzung

meeting-description = { $title }, { $date }: das Protokoll von { $speeches ->
    [one] einem Redebeitrag
   *[other] { $speeches } Redebeiträgen
} von { $speakers ->
    [one] einer Person
   *[other] { $speakers } Personen
}.
time = Zeit
place = Ort
body = Gremium
in-series = Reihe
chair = Vorsitz
present = Anwesend
absent = Abwesend
in-attendance = Außerdem anwesend
apologies = Entschuldigt
quorum = Beschlussfähigkeit
quorum-of = { $needed } von { $members }
quorum-met = gegeben
quorum-not-met = nicht gegeben
attended-from = ab { $time }
attended-until = bis { $time }
attendance = Anwesenheit
attendee = Name
attended-of = Die neuesten { $shown } von { $n } Sitzungen.
cite-attendance = Link zu dieser Liste
present-short = A
in-attendance-short = G
apologies-short = E
absent-short = F
documents = Unterlagen
paper = Vorlage ({ $kind })
media = Video und Ton
play-here = Hier abspielen
table-show = Tabelle anzeigen
table-more = { $n ->
    [one] noch { $n } Zeile in der Datei
   *[other] noch { $n } Zeilen in der Datei
}
captions = Untertitel
captions-note = Zeiten innerhalb einer Rede sind geschätzt.
recording = Aufnahme
follow-words = Dem Text folgen
size-kb = { $n } KB
size-mb = { $n } MB
other-languages = Auch auf
side-by-side = Beide Sprachen
twin-sections = Die beiden Protokolle entsprechen sich Abschnitt für Abschnitt, nicht Rede für Rede.
twin-whole = Die beiden Protokolle entsprechen sich nicht Rede für Rede; sie stehen als Ganzes nebeneinander.
twin-failed = Das andere Protokoll konnte nicht geladen werden.
details = Einzelheiten
contents = Inhalt
who-spoke = Wer sprach
transcript = Wortprotokoll
no-speeches = Dieses Protokoll enthält keine Redebeiträge.
play-from = Ab { $time } abspielen
delivered-written = schriftlich eingereicht
status-pending = Noch nicht genehmigt
pending-note = Das Gremium hat diesen Text noch nicht genehmigt und kann ihn noch berichtigen.
status-approved = Genehmigt
transcript-verbatim = Wörtlich: jedes Wort, wie es gesprochen wurde
transcript-edited = Bearbeitet: das Gesagte in Schriftsprache
transcript-summary = Zusammenfassendes Protokoll, nicht wörtlich
transcript-machine = Maschinelles Transkript, von niemandem berichtigt
summary = Zusammenfassung
summary-machine = von einem Programm verfasst
summary-by = Von { $name }
keys-title = Tasten
keys-next = nächste Rede
keys-previous = vorige Rede
keys-play = abspielen oder anhalten
keys-help = diese Hilfe
footnotes = Fußnoten
footnote-back = Zurück zum Text
cite-speech = Diesen Beitrag zitieren
cite = Zitat
# What a citation says. Without `$version` before the first publication; `$accessed` is the day of the reader.
citation = { $speaker }, „{ $title }“, { $site }, { $date }{ $version }. { $url } (abgerufen am { $accessed })
# Speeches that the editor has chosen, with a page of their own.
highlights = Ausgewählte Reden
highlight-read = Im Protokoll lesen
highlight-citation = { $speaker } in „{ $title }“, { $site }, { $date }. { $url }
cite-version = , Fassung { $n }
cited-person = { $name } ({ $label })
cite-format = Format
cite-plain = Zitat
cite-link = Link
cite-quote = Link zu den Worten
copy = Kopieren
report-mistake = Fehler melden
report-subject = Fehler in „{ $title }“
report-version = Fassung { $n }
edit-record = Dieses Protokoll bearbeiten
edit-page = Diese Seite bearbeiten
share-speech = Teilen
copied = Kopiert.
copy-by-hand = Der Text ist ausgewählt; bitte von hier kopieren.
close = Schließen
speakers-more = { $n } weitere
choose-speaker = Wählen Sie einen Namen, um nur dessen Worte zu lesen.
showing-speeches = { $speeches } von { $name }
show-all = Alles zeigen
speeches-left-out = Ausgelassene Beiträge:
about-record = Über dieses Protokoll
permanent-address = Adresse
formats = Auch als
other-meetings = Andere Sitzungen
earlier-meeting = Frühere Sitzung
later-meeting = Spätere Sitzung
earlier-in-series = Früher in dieser Reihe
later-in-series = Später in dieser Reihe

## Beschlüsse

matters = Vorgänge
matters-about = Womit sich mehrere Sitzungen befasst haben, von der ersten Beratung bis zum Beschluss.
decisions = Beschlüsse
decisions-about = Was die Sitzungen beschlossen haben, das Neueste zuerst.
decisions-here = Was beschlossen wurde
decisions-more = { $n ->
    [one] { $n } weiterer Beschluss
   *[other] { $n } weitere Beschlüsse
}
decision-count = { $n ->
    [one] { $n } Beschluss
   *[other] { $n } Beschlüsse
}
decisions-in = Beschlüsse { $year }
decisions-of = Beschlüsse: { $name }
feed-decisions = { $title }: Beschlüsse
cite-decision = Link zu diesem Beschluss
votes-for = { $n } dafür
votes-against = { $n } dagegen
votes-abstaining = { $n ->
    [one] { $n } Enthaltung
   *[other] { $n } Enthaltungen
}
votes-recused = { $n } befangen
votes-absent = { $n } abwesend
list-comma = { ", " }
fact-comma = { ", " }
bracket-open = { " (" }
bracket-close = )
colon = { ": " }
outcome-carried = Angenommen
outcome-carried-amended = Mit Änderungen angenommen
outcome-lost = Abgelehnt
outcome-withdrawn = Zurückgezogen
outcome-deferred = Vertagt
outcome-referred = Überwiesen
outcome-amended = Geändert
agreement-unanimous = einstimmig
agreement-consensus = im Konsens
majority-simple = mit einfacher Mehrheit
majority-absolute = mit absoluter Mehrheit
majority-two-thirds = mit Zweidrittelmehrheit
majority-three-quarters = mit Dreiviertelmehrheit
majority-qualified = mit qualifizierter Mehrheit
vote-tied = Stimmengleichheit
vote-casting = Stichentscheid
actions = Aufgaben
actions-about = Was zu erledigen ist, von wem und bis wann.
actions-open = Offene Aufgaben
actions-closed = Nicht mehr offen
actions-theirs = Zu erledigen
actions-more = { $n ->
    [one] { $n } weitere Aufgabe
   *[other] { $n } weitere Aufgaben
}
action-due = bis { $day }
action-done-on = erledigt am { $day }
action-open = offen
action-done = erledigt
action-dropped = entfallen
action-mentioned = erneut erwähnt
actions-of-closed = Die neuesten { $shown } von { $n }.
actions-none = Keine Aufgabe ist offen.
how-they-voted = Abstimmungen
votes-of = Die neuesten { $shown } von { $n } Stimmen.
voted-for = dafür
voted-against = dagegen
voted-abstaining = enthalten
voted-recused = befangen
voted-absent = abwesend

## Redende

speaker-index = Redende nach Anfangsbuchstaben
filter-names = Nach Namen filtern
names-shown = { $shown } von { $n }
sort-by = Sortieren nach
sort-name = Name
sort-meetings = Sitzungen
sort-words = Wörter
sort-latest = zuletzt dabei
other-speakers = Andere
han-names = Chinesische Schriftzeichen
other-scripts = Andere Schriften
speakers-offices = Ämter, Stellen und Gruppen
names-figure = Die Zahl neben einem Namen ist die der Sitzungen.
strokes = { $n ->
    [one] { $n } Strich
   *[other] { $n } Striche
}
kind-person = Person
kind-organisation = Organisation
kind-role = Amt
kind-group = Gruppe
speaker-description = { $name } in den öffentlichen Protokollen: { $speeches ->
    [one] { $speeches } Redebeitrag
   *[other] { $speeches } Redebeiträge
} in { $meetings ->
    [one] { $meetings } Sitzung
   *[other] { $meetings } Sitzungen
}.
portrait-of = Porträt von { $name }
other-names = Auch bekannt als
roles = Ämter
role-at = { $title }, { $body }
year = Jahr
companions = Oft in denselben Sitzungen
words-by-year = Wörter nach Jahr
in-context = Im Zusammenhang
asked = { $name }: { $words }
identifiers = Kennungen
elsewhere = Anderswo
speaker-year-title = { $name } im Jahr { $year }
speaker-month-title = { $name } im { $month }
other-months = Andere Monate
earlier-month = Früherer Monat
later-month = Späterer Monat
earlier-meetings = { $n ->
    [one] Eine frühere Sitzung, nach Jahren
   *[other] { $n } frühere Sitzungen, nach Jahren
}

## Gremien

bodies = Gremien
bodies-about = Räte, Ausschüsse, Parteien, Ämter und Gruppen: wer ihnen angehört und wann sie tagten.
body-description = { $name }: Mitglieder, Sitzungen und Beschlüsse.
body-parent = Teil von
body-units = Untergliederungen
body-page = Das Gremium
body-words = Eigene Wortmeldungen
body-year-title = { $name }: Sitzungen im Jahr { $year }
chairs = Vorsitz
presided = Leitete Sitzungen
members = Mitglieder
former-members = Frühere Mitglieder
member-count = { $n ->
    [one] { $n } Mitglied
   *[other] { $n } Mitglieder
}
body-kind-council = Rat
body-kind-committee = Ausschuss
body-kind-party = Partei
body-kind-group = Gruppe
body-kind-office = Amt
body-kind-association = Verein
body-kind-company = Unternehmen

## Reihen und Themen

latest-meeting = zuletzt { $date }

## Feeds

feed-site = { $title }: neueste Protokolle
feed-language = { $title }: neueste Protokolle ({ $language })
feed-speaker = Sitzungen mit { $name }
feed-listing = { $name }: neueste Protokolle
feed-corrections = { $title }: Berichtigungen

## Berichtigungen

corrections = Berichtigungen
corrections-about = Was in Protokollen stand, als sie veröffentlicht wurden, und was jetzt darin steht. Bloße Schreibfehler sind nur am Protokoll selbst vermerkt.
corrections-none = Kein Protokoll ist berichtigt worden.
corrections-all = Alle Berichtigungen
correction-altered = Berichtigt am { $date }
correction-added = Ergänzt am { $date }
correction-removed = Hier gestrichen am { $date }
correction-speaker = Zuvor { $name } zugeschrieben.
correction-forgotten = Der frühere Wortlaut wird nicht mehr aufbewahrt.
correction-title = Früherer Titel: „{ $title }“.
correction-minor = Ein Schreibfehler.
former-version = { $title } (Fassung { $n })
version-number = Fassung { $n }
former-version-note = So stand es vom { $from } bis zum { $until }. Seither ist es berichtigt worden.
former-version-now = Das Protokoll, wie es jetzt lautet
former-corrected = Seither berichtigt
correction-before = Was vorher dort stand
changes-more = { $n ->
    [one] Eine weitere Stelle
   *[other] { $n } weitere Stellen
}
published-on = Zuerst veröffentlicht
published-corrected = berichtigt am { $date }
version = Fassung
compare-with = vergleichen mit
version-hash = Prüfsumme (SHA-256)

## Suche

search = Suche
watches = Beobachtete Wörter
watches-about = Was zu diesen Wörtern gesagt und beschlossen wird, sobald es veröffentlicht ist. Jedem kann man mit einem Feedreader folgen.
watches-all = Alle beobachteten Wörter
watches-by-year = Wie oft in jedem Jahr
watches-newest = Das Neueste
watches-more = Alle, in der Suche
feed-watch = Was zu „{ $name }“ gesagt wird
match-count = { $n ->
    [one] { $n } Stelle
   *[other] { $n } Stellen
}
search-words = In allem suchen, was gesagt wurde
search-button = Suchen
search-who = Wer
search-when = Jahr
search-language = Sprache
search-any = alle
search-examples = Zum Beispiel
search-named = Personen, Themen und Sitzungen
search-theirs = Wortmeldungen
search-context = Im Zusammenhang
search-without = Die Suche läuft in Ihrem Browser, mit JavaScript und mit einem Index, der einer gespeicherten Kopie dieser Seiten fehlen kann. Ohne sie lassen sich die Protokolle durchblättern:
search-original = Das Original:
search-browse = Diese Seiten sind schlichtes Papier und haben kein Suchfeld. So findet sich ein Protokoll:
search-searching = Suche läuft …
search-in-meetings = { $speeches } in { $meetings }
search-first = Gezeigt: die ersten { $speeches }
search-count = Alle zählen
search-years = Nach Jahren
search-csv = Als CSV speichern
search-years-of = „{ $query }“ nach Jahren: { $speeches }
search-as-table = Als Tabelle
search-not-yet = Bisher wurde nichts gefunden; es ist noch nicht alles gelesen.
search-nothing = Zu „{ $query }“ wurde nichts gefunden.
search-searched = Durchsucht: { $meetings }, in allen ihren Sprachen.
search-signs = „{ $query }“ enthält weder Buchstaben noch Ziffern, nach denen sich suchen ließe.
search-near = Meinten Sie
search-variants = In anderen Schriftzeichen
search-translated = In anderen Sprachen
search-without-filters = Ohne die Filter
search-fewer = Mit weniger Wörtern
search-other-languages = Protokolle in anderen Sprachen sagen es mit anderen Wörtern
search-failed = Ein Teil des Index ließ sich nicht lesen; es gibt vielleicht mehr, als gezeigt wird.
search-unreachable = Der Index ließ sich nicht laden. Versuchen Sie es in einer Weile noch einmal.
search-newer = Dieser Index ist neuer als die Seite. Laden Sie die Seite neu.
search-more = Mehr zeigen
search-more-here = Mehr aus dieser Sitzung
search-and-more = { $n } weitere aus dieser Sitzung
search-all = Alle Ergebnisse
search-relevance = Beste zuerst
search-date = Neueste zuerst
search-filters = Eingrenzen
search-remove = Filter { $name } aufheben
search-help = So wird gesucht
search-help-words = Wortmeldungen, in denen alle Wörter stehen, in beliebiger Folge
search-help-phrase = genau diese Wörter, mit Satzzeichen
search-help-prefix = Wörter, die so beginnen
search-help-not = ohne dieses Wort
search-help-or = eines von zwei Wörtern oder Wortfolgen
search-help-or-sign = ODER
search-help-days = von einem Tag bis zu einem anderen; auch ein Monat oder ein Jahr
search-help-role = in einem Amt, das die Person an diesem Tag hatte
search-help-body = aus Sitzungen eines Gremiums
search-or-alone = „{ $query }“ verbindet nur die beiden Wörter oder Wortfolgen daneben.
search-no-such = „{ $value }“ gibt es nicht. Es gibt
search-from-day = ab { $day }
search-to-day = bis { $day }
search-happened = Geschehen
search-from = Von
search-to = Bis
search-help-speaker = was eine Person gesagt hat
search-help-year = aus diesen Jahren
search-help-series = aus einer Reihe
# $name: name of a taxonomy, such as “Wards”.
search-help-term = Sitzungen unter einem Begriff ({ $name })
search-help-lang = in einer Sprache
search-help-narrative = was geschah, nicht was gesagt wurde
search-help-decision = was beschlossen wurde
search-help-keys = zum Suchfeld, durch die Ergebnisse und zurück
search-their-words = In diesen Worten suchen
find-in-record = In diesem Protokoll suchen
find-previous = Vorige Stelle
find-next = Nächste Stelle
find-none = nicht gefunden
find-count = { $n } gefunden
find-at = { $at } von { $n }

## Wenn eine Seite fehlt

not-found-title = Seite nicht gefunden
not-found-text = Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie umgezogen, oder der Link wurde nur teilweise kopiert. Das gesuchte Protokoll finden Sie am ehesten hier:
redirect-title = Diese Seite ist umgezogen

## Was zurückgezogen ist

withdrawn-record = Dieses Protokoll wurde zurückgezogen
withdrawn-page = Diese Seite wurde zurückgezogen
withdrawn-text = Hier stand eine Veröffentlichung, die zurückgenommen worden ist.
withdrawn-since = Hier stand eine Veröffentlichung, die zurückgenommen worden ist. Datum der Rücknahme: { $date }.
withdrawn-reason = Als Grund wurde angegeben:
data = Offene Daten
data-about = Das ganze Archiv als Dateien für die Forschung: Tabellen, Standardformate der Protokolle, Personen.
data-years = Zahlen nach Jahren
data-columns = Spalten
data-speeches = Eine Rede: wer was wann zu welchem Punkt sagte.
data-meetings = Eine Sitzung mit Angaben und Zahlen.
data-people = Jemand, der sprach, mit der Zahl der Reden und Wörter.
data-organisations = Eine Organisation, ihre Art und ihr Platz.
data-items = Ein Abschnitt oder Punkt der Tagesordnung einer Sitzung.
data-decisions = Ein Beschluss mit Ergebnis und Stimmenzahlen.
data-votes = Wie ein Mitglied über einen Beschluss abstimmte.
data-akoma-ntoso = Jedes Protokoll als Akoma Ntoso 3.0 (XML), nach Jahren gepackt.
data-tei = Jedes Protokoll als TEI (XML) in der Form von ParlaMint, nach Jahren gepackt.
data-popolo = Personen, Organisationen und Mitgliedschaften als Popolo (JSON).
data-lists = Listen aller Dateien, mit Größe und Prüfsumme, für Programme.
data-left-out =
    { $n ->
        [one] Ein Protokoll darf nicht weitergegeben werden und ist in keiner dieser Dateien.
       *[other] { $n } Protokolle dürfen nicht weitergegeben werden und sind in keiner dieser Dateien.
    }
data-read = So wird es gelesen
data-records = Ganze Protokolle
data-tables = Tabellen
data-programs = Für Programme
data-addresses = Wie Adressen gebildet sind
data-at-record = Ein Protokoll
data-at-json = Das Protokoll als JSON
data-at-markdown = Das Protokoll als Markdown
data-at-speech = Ein Redebeitrag darin
data-at-speaker = Eine Person
data-files = Alle Dateien
