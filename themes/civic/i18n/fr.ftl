# L’interface en français. Les années et les dates arrivent en texte ; les autres nombres choisissent leur pluriel.

language-name = Français
language-sign = FR
not-in-this-language = Cette page n’existe pas en français. Aller aux listes en français.

## Autour de la page

skip-to-content = Aller au contenu
site-menu = Site
languages = Langues
breadcrumbs = Vous êtes ici
untitled-archive = Registre public
home = Accueil
contact = Contact
licence = Licence
licence-cc0 = Domaine public (CC0)
licence-by = Attribution (CC BY { $version })
licence-by-sa = Attribution, partage dans les mêmes conditions (CC BY-SA { $version })
licence-by-nc = Attribution, pas d’utilisation commerciale (CC BY-NC { $version })
licence-by-nd = Attribution, pas de modification (CC BY-ND { $version })
licence-by-nc-sa = Attribution, pas d’utilisation commerciale, partage dans les mêmes conditions (CC BY-NC-SA { $version })
licence-by-nc-nd = Attribution, pas d’utilisation commerciale, pas de modification (CC BY-NC-ND { $version })
attribution = Source
feeds = Flux
follow = Suivre { $name }
follow-about = Un flux vous signale tout ce qui est nouveau ici, dans un lecteur de flux ou un logiciel de courrier qui les lit. Son adresse :
feed-notice = Ceci est un flux. Donnez son adresse à un lecteur de flux, et il vous signalera tout ce qui est nouveau. La page elle-même :
generated-by = Réalisé avec

## Les choses et leurs noms

meetings = Réunions
records = Comptes rendus
speakers = Intervenants
series = Séries
topics = Thèmes
draft = Brouillon
draft-note = Ce compte rendu est un brouillon. Seule la rédaction le voit, et il peut encore changer.
public-from = Public à partir du { $day }, { $time }
public-from-note = Jusque-là, seule la rédaction voit ce compte rendu.

## Nombres

number = { $n }
meeting-count = { $n ->
    [one] { $n } réunion
   *[other] { $n } réunions
}
also-in = aussi en{ " " }
also-records = { $n ->
    [one] et un compte rendu dans une autre langue
   *[other] et { $n } comptes rendus dans d’autres langues
}
speech-count = { $n ->
    [one] { $n } intervention
   *[other] { $n } interventions
}
speaker-count = { $n ->
    [one] { $n } intervenant
   *[other] { $n } intervenants
}
word-count = { $n ->
    [one] { $n } mot
   *[other] { $n } mots
}
share = { $n }{"\u00A0"}%
share-under-one = <1{"\u00A0"}%

## Dates

date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $monthName } { $year }
date-month = { $monthName } { $year }
date-year = { $year }
date-weekday = { $weekday } { $date }
date-in-month = { $weekday } { $day }
date-since = début : { $from }
date-until = fin : { $to }
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
weekday-short-1 = lun.
weekday-short-2 = mar.
weekday-short-3 = mer.
weekday-short-4 = jeu.
weekday-short-5 = ven.
weekday-short-6 = sam.
weekday-short-7 = dim.
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
month-unknown = mois inconnu

## Page d’accueil

newest-meetings = Dernières réunions
announced-meetings = Prochaines réunions
announced-note = Cette réunion est annoncée. Son compte rendu sera publié à cette adresse.
calendar-file = Toutes les réunions en calendrier (iCalendar)
calendar-of = Réunions de { $name } en calendrier (iCalendar)
podcast-of = Podcast : { $name }
cited-in = Cité dans
cited-here = { $n ->
    [one] Cité à un endroit
   *[other] Cité à { $n } endroits
}
cited-in-more = { $n ->
    [one] et un autre endroit
   *[other] et { $n } autres endroits
}
announced-description = { $title }, { $date } : une réunion annoncée.
agenda-papers = Ordre du jour et documents
cancelled = Annulée
cancelled-note = Cette réunion a été annulée.
cancelled-description = { $title }, { $date } : une réunion annulée.
awaited-note = Cette réunion a eu lieu le { $date }. Son compte rendu est en cours de rédaction et sera publié à cette adresse.
awaited-description = { $title }, { $date } : une réunion dont le compte rendu est en cours de rédaction.
awaited-records = Comptes rendus en préparation
all-meetings = Toutes les réunions
by-year = Par année
by-month = Par année et par mois
earlier-years = Années précédentes
all-series = Toutes les séries
all-topics = Tous les thèmes
# $name: name of a taxonomy, such as “Wards”.
all-terms = Tout : { $name }
spoke-most = Qui a parlé le plus
in-figures = Les archives en chiffres
years = Années
speeches = Interventions
words = Mots

## Réunions par année

year-title = Réunions de { $year }
year-description = { $n ->
    [one] Le compte rendu d’une réunion de { $year }.
   *[other] Les comptes rendus de { $n } réunions de { $year }.
}
other-years = Autres années
earlier-year = Année précédente
later-year = Année suivante

## Une réunion

meeting-description = { $title }, { $date } : le compte rendu de { $speeches ->
    [one] { $speeches } intervention
   *[other] { $speeches } interventions
} par { $speakers ->
    [one] { $speakers } personne
   *[other] { $speakers } personnes
}.
time = Heure
place = Lieu
body = Organe
in-series = Série
chair = Présidence
present = Présences
absent = Absences
in-attendance = Également présents
apologies = Excusés
quorum = Quorum
quorum-of = { $needed } sur { $members }
quorum-met = atteint
quorum-not-met = non atteint
attended-from = à partir de { $time }
attended-until = jusqu’à { $time }
attendance = Présence aux séances
attendee = Nom
attended-of = Les { $shown } séances les plus récentes sur { $n }.
cite-attendance = Lien vers cette liste
present-short = P
in-attendance-short = I
apologies-short = E
absent-short = A
documents = Documents
paper = Document ({ $kind })
media = Vidéo et son
play-here = Lire ici
table-show = Afficher le tableau
table-more = { $n ->
    [one] encore { $n } ligne dans le fichier
   *[other] encore { $n } lignes dans le fichier
}
captions = Sous-titres
captions-note = Les temps à l’intérieur d’une intervention sont estimés.
recording = Enregistrement
follow-words = Suivre le texte
size-kb = { $n } Ko
size-mb = { $n } Mo
other-languages = Autres langues
side-by-side = Les deux langues
twin-sections = Les deux comptes rendus se correspondent section par section, et non intervention par intervention.
twin-whole = Les deux comptes rendus ne se correspondent pas intervention par intervention ; ils sont mis côte à côte en entier.
twin-failed = L’autre compte rendu n’a pas pu être chargé.
details = Détails
contents = Sommaire
who-spoke = Qui a parlé
transcript = Compte rendu intégral
no-speeches = Ce compte rendu ne contient aucune intervention.
play-from = Écouter à partir de { $time }
delivered-written = remis par écrit
status-pending = Pas encore approuvé
pending-note = L’organe n’a pas encore approuvé ce texte et peut encore le corriger.
status-approved = Approuvé
transcript-verbatim = Intégral : chaque mot tel qu’il a été dit
transcript-edited = Rédigé : les propos mis en langue écrite
transcript-summary = Compte rendu résumé, non intégral
transcript-machine = Transcription automatique, non corrigée
summary = Résumé
summary-machine = rédigé par un programme
summary-by = Par { $name }
keys-title = Touches
keys-next = intervention suivante
keys-previous = intervention précédente
keys-play = lire ou mettre en pause
keys-help = cette aide
footnotes = Notes
footnote-back = Retour au texte
cite-speech = Citer cette intervention
cite = Citer
# What a citation says. Without `$version` before the first publication; `$accessed` is the day of the reader.
citation = { $speaker }, «{"\u00A0"}{ $title }{"\u00A0"}», { $site }, { $date }{ $version }. { $url } (consulté le { $accessed })
# Speeches that the editor has chosen, with a page of their own.
highlights = Interventions choisies
highlight-read = Lire dans le compte rendu
highlight-citation = { $speaker } dans «{"\u00A0"}{ $title }{"\u00A0"}», { $site }, { $date }. { $url }
cite-version = , version { $n }
cited-person = { $name } ({ $label })
cite-format = Format
cite-plain = Référence
cite-link = Lien
cite-quote = Lien vers ces mots
copy = Copier
report-mistake = Signaler une erreur
report-subject = Erreur dans «{"\u00A0"}{ $title }{"\u00A0"}»
report-version = Version { $n }
edit-record = Modifier ce compte rendu
edit-page = Modifier cette page
share-speech = Partager
copied = Copié.
copy-by-hand = Le texte est sélectionné ; copiez-le d’ici.
close = Fermer
speakers-more = { $n ->
    [one] Encore { $n } personne
   *[other] Encore { $n } personnes
}
choose-speaker = Choisissez un nom pour ne lire que ses paroles.
showing-speeches = { $name } : { $speeches }
show-all = Tout afficher
speeches-left-out = Interventions omises :
about-record = À propos de ce compte rendu
permanent-address = Adresse
formats = Aussi en
other-meetings = Autres réunions
earlier-meeting = Réunion précédente
later-meeting = Réunion suivante
earlier-in-series = Précédente de la série
later-in-series = Suivante de la série

## Décisions

matters = Affaires
matters-about = Ce dont plusieurs séances ont traité, du premier examen à la décision.
decisions = Décisions
decisions-about = Ce que les séances ont décidé, du plus récent au plus ancien.
decisions-here = Ce qui a été décidé
decisions-more = { $n ->
    [one] { $n } autre décision
   *[other] { $n } autres décisions
}
decision-count = { $n ->
    [one] { $n } décision
   *[other] { $n } décisions
}
decisions-in = Décisions de { $year }
decisions-of = Décisions : { $name }
feed-decisions = { $title } : décisions
cite-decision = Lien vers cette décision
votes-for = { $n } pour
votes-against = { $n } contre
votes-abstaining = { $n ->
    [one] { $n } abstention
   *[other] { $n } abstentions
}
votes-recused = { $n ->
    [one] { $n } déport
   *[other] { $n } déports
}
votes-absent = { $n ->
    [one] { $n } absent
   *[other] { $n } absents
}
list-comma = { ", " }
fact-comma = { ", " }
bracket-open = { " (" }
bracket-close = )
colon = { " : " }
outcome-carried = Adopté
outcome-carried-amended = Adopté avec modifications
outcome-lost = Rejeté
outcome-withdrawn = Retiré
outcome-deferred = Reporté
outcome-referred = Renvoyé
outcome-amended = Modifié
agreement-unanimous = à l’unanimité
agreement-consensus = par consensus
majority-simple = à la majorité simple
majority-absolute = à la majorité absolue
majority-two-thirds = à la majorité des deux tiers
majority-three-quarters = à la majorité des trois quarts
majority-qualified = à la majorité qualifiée
vote-tied = égalité des voix
vote-casting = voix prépondérante
actions = Tâches
actions-about = Ce qui devait être fait, par qui et pour quand.
actions-open = Tâches en cours
actions-closed = Plus en cours
actions-theirs = À faire
actions-more = { $n ->
    [one] { $n } autre tâche
   *[other] { $n } autres tâches
}
action-due = échéance : { $day }
action-done-on = fait : { $day }
action-open = en cours
action-done = fait
action-dropped = abandonné
action-mentioned = mentionné de nouveau
actions-of-closed = Les { $shown } plus récentes sur { $n }.
actions-none = Aucune tâche n’est en cours.
how-they-voted = Votes
votes-of = Les { $shown } votes les plus récents sur { $n }.
voted-for = pour
voted-against = contre
voted-abstaining = abstention
voted-recused = déport
voted-absent = absence

## Intervenants

speaker-index = Intervenants par initiale
filter-names = Filtrer par nom
names-shown = { $shown } sur { $n }
sort-by = Trier par
sort-name = nom
sort-meetings = réunions
sort-words = mots
sort-latest = dernière apparition
other-speakers = Autres
han-names = Caractères chinois
other-scripts = Autres écritures
speakers-offices = Fonctions, organismes et groupes
names-figure = Le chiffre à côté d’un nom est le nombre de réunions.
strokes = { $n ->
    [one] { $n } trait
   *[other] { $n } traits
}
kind-person = Personne
kind-organisation = Organisme
kind-role = Fonction
kind-group = Groupe
speaker-description = { $name } dans les comptes rendus publics : { $speeches ->
    [one] { $speeches } intervention
   *[other] { $speeches } interventions
} dans { $meetings ->
    [one] { $meetings } réunion
   *[other] { $meetings } réunions
}.
portrait-of = Portrait de { $name }
other-names = Autres noms
roles = Fonctions
role-at = { $title }, { $body }
year = Année
companions = Souvent dans les mêmes réunions
words-by-year = Mots par année
in-context = Dans son contexte
asked = { $name } : { $words }
identifiers = Identifiants
elsewhere = Ailleurs
speaker-year-title = { $name } en { $year }
speaker-month-title = { $name } en { $month }
other-months = Autres mois
earlier-month = Mois précédent
later-month = Mois suivant
earlier-meetings = { $n ->
    [one] { $n } réunion antérieure, par année
   *[other] { $n } réunions antérieures, par année
}

## Organes

bodies = Organes
bodies-about = Conseils, comités, partis, services et groupes : qui en fait partie, et quand ils se sont réunis.
body-description = { $name } : membres, séances et décisions.
body-parent = Fait partie de
body-units = Composé de
body-page = L’organe
body-words = Ses interventions
body-year-title = { $name } : séances de { $year }
chairs = Présidence
presided = A présidé
members = Membres
former-members = Anciens membres
member-count = { $n ->
    [one] { $n } membre
   *[other] { $n } membres
}
body-kind-council = Conseil
body-kind-committee = Comité
body-kind-party = Parti
body-kind-group = Groupe
body-kind-office = Service
body-kind-association = Association
body-kind-company = Entreprise

## Séries et thèmes

latest-meeting = la dernière : { $date }

## Flux

feed-site = { $title } : derniers comptes rendus
feed-language = { $title } : derniers comptes rendus ({ $language })
feed-speaker = Réunions où intervient { $name }
feed-listing = { $name } : derniers comptes rendus
feed-corrections = { $title } : rectifications

## Rectifications

corrections = Rectifications
corrections-about = Ce que disaient les comptes rendus lors de leur publication, et ce qu’ils disent maintenant. Les simples coquilles ne sont signalées que dans le compte rendu lui-même.
corrections-none = Aucun compte rendu n’a été rectifié.
corrections-all = Toutes les rectifications
correction-altered = Rectifié le { $date }
correction-added = Ajouté le { $date }
correction-removed = Retiré ici le { $date }
correction-speaker = Attribué auparavant à { $name }.
correction-forgotten = Le texte antérieur n’est plus conservé.
correction-title = Titre antérieur : « { $title } ».
correction-minor = Simple coquille.
former-version = { $title } (version { $n })
version-number = Version { $n }
former-version-note = Texte en vigueur du { $from } au { $until }. Il a été rectifié depuis.
former-version-now = Le compte rendu actuel
former-corrected = Rectifié depuis
correction-before = Le texte antérieur
changes-more = { $n ->
    [one] Un autre passage
   *[other] { $n } autres passages
}
published-on = Première publication
published-corrected = corrigé le { $date }
version = Version
compare-with = comparer avec
version-hash = Somme de contrôle (SHA-256)

## Recherche

search = Recherche
watches = Mots suivis
watches-about = Ce qui est dit et décidé à propos de ces mots, dès sa publication. Chacun peut être suivi avec un lecteur de flux.
watches-all = Tous les mots suivis
watches-by-year = Combien de fois chaque année
watches-newest = Les plus récents
watches-more = Tous, dans la recherche
feed-watch = Ce qui est dit à propos de « { $name } »
match-count = { $n ->
    [one] { $n } passage
   *[other] { $n } passages
}
search-words = Rechercher dans tout ce qui a été dit
search-button = Rechercher
search-who = Qui
search-when = Année
search-language = Langue
search-any = toutes
search-examples = Par exemple
search-named = Personnes, sujets et séances
search-theirs = ses paroles
search-context = Dans son contexte
search-without = La recherche se fait dans votre navigateur, avec JavaScript et un index, qui peut manquer à une copie enregistrée de ce site. Sans eux, on peut parcourir les comptes rendus :
search-original = Le site d’origine :
search-browse = Ces pages sont de simple papier, sans champ de recherche. Voici comment trouver un compte rendu :
search-searching = Recherche en cours…
search-in-meetings = { $speeches } dans { $meetings }
search-first = Affichés : les { $speeches } qui viennent en premier
search-count = Tout compter
search-years = Par année
search-csv = Enregistrer en CSV
search-years-of = « { $query } » par année : { $speeches }
search-as-table = Sous forme de tableau
search-not-yet = Rien n’a été trouvé jusqu’ici ; tout n’a pas été lu.
search-nothing = Aucun résultat pour « { $query } ».
search-searched = Recherche dans { $meetings }, dans toutes leurs langues.
search-signs = « { $query } » ne contient ni lettre ni chiffre à rechercher.
search-near = Vouliez-vous dire
search-variants = En d’autres caractères
search-translated = Dans d’autres langues
search-without-filters = Sans les filtres
search-fewer = Avec moins de mots
search-other-languages = Les comptes rendus dans d’autres langues le disent avec d’autres mots
search-failed = Une partie de l’index n’a pas pu être lue ; il y a peut-être davantage de résultats.
search-unreachable = L’index n’a pas pu être chargé. Réessayez dans un moment.
search-newer = Cet index est plus récent que la page. Rechargez la page.
search-more = Afficher la suite
search-more-here = Plus de résultats de cette séance
search-and-more = { $n } autres de cette séance
search-all = Tous les résultats
search-relevance = Les plus pertinents
search-date = Les plus récents
search-filters = Affiner
search-remove = Retirer le filtre { $name }
search-help = Comment rechercher
search-help-words = interventions contenant tous les mots, dans n’importe quel ordre
search-help-phrase = exactement ces mots, ponctuation comprise
search-help-prefix = mots commençant ainsi
search-help-not = sans ce mot
search-help-or = l’un de deux mots ou expressions
search-help-or-sign = OU
search-help-days = d’un jour à un autre ; un mois ou une année suffit
search-help-role = dans une fonction exercée ce jour-là
search-help-body = des séances d’un organe
search-or-alone = « { $query } » ne relie que les deux mots ou expressions voisins.
search-no-such = « { $value } » n’existe pas. Il y a
search-from-day = à partir du { $day }
search-to-day = jusqu’au { $day }
search-happened = Événements
search-from = Du
search-to = Au
search-help-speaker = les paroles d’un intervenant
search-help-year = de ces années
search-help-series = d’une série
# $name: name of a taxonomy, such as “Wards”.
search-help-term = séances d’un terme ({ $name })
search-help-lang = dans une langue
search-help-narrative = ce qui s’est passé plutôt que ce qui a été dit
search-help-decision = ce qui a été décidé
search-help-keys = vers le champ, parmi les résultats, et retour
search-their-words = Rechercher dans ses paroles
find-in-record = Chercher dans ce compte rendu
find-previous = Occurrence précédente
find-next = Occurrence suivante
find-none = introuvable
find-count = { $n } trouvées
find-at = { $at } sur { $n }

## Quand une page manque

not-found-title = Page introuvable
not-found-text = Il n’y a pas de page à cette adresse. Elle a pu être déplacée, ou le lien n’a été copié qu’en partie. Le compte rendu que vous cherchez se trouve sans doute ici :
redirect-title = Cette page a été déplacée

## Ce qui a été retiré

withdrawn-record = Ce compte rendu a été retiré
withdrawn-page = Cette page a été retirée
withdrawn-text = Le document publié à cette adresse a été retiré.
withdrawn-since = Le document publié à cette adresse a été retiré. Date du retrait : { $date }.
withdrawn-reason = Motif indiqué :
data = Données ouvertes
data-about = Toutes les archives en fichiers pour la recherche : tables, formats standard des comptes rendus, personnes.
data-years = Chiffres par année
data-columns = Colonnes
data-speeches = Une intervention : qui a dit quoi, quand, à quel point.
data-meetings = Une réunion avec ses métadonnées et ses chiffres.
data-people = Une personne qui a parlé, avec le nombre de ses interventions et de ses mots.
data-organisations = Un organisme, son genre et sa place.
data-items = Une section ou un point de l’ordre du jour.
data-decisions = Une décision avec son résultat et ses comptes.
data-votes = Le vote d’un membre sur une décision.
data-akoma-ntoso = Chaque compte rendu en Akoma Ntoso 3.0 (XML), groupés par année.
data-tei = Chaque compte rendu en TEI (XML) à la manière de ParlaMint, groupés par année.
data-popolo = Personnes, organismes et mandats en Popolo (JSON).
data-lists = Listes de tous les fichiers, avec taille et empreinte, pour les programmes.
data-left-out =
    { $n ->
        [one] Un compte rendu ne peut être redistribué et n’est dans aucun de ces fichiers.
       *[other] { $n } comptes rendus ne peuvent être redistribués et ne sont dans aucun de ces fichiers.
    }
data-read = Les lire
data-records = Comptes rendus entiers
data-tables = Tables
data-programs = Pour les programmes
data-addresses = Comment sont formées les adresses
data-at-record = Un compte rendu
data-at-json = Le compte rendu en JSON
data-at-markdown = Le compte rendu en Markdown
data-at-speech = Une intervention
data-at-speaker = Une personne
data-files = Tous les fichiers
