# La interfaz en español. Los años y las fechas llegan como texto; los demás números eligen su plural.

language-name = Español
language-sign = ES
not-in-this-language = Esta página no está en español. Ir a los índices en español.

## Alrededor de la página

skip-to-content = Ir al contenido
site-menu = Sitio
languages = Idiomas
breadcrumbs = Está aquí
untitled-archive = Registro público
home = Inicio
contact = Contacto
licence = Licencia
licence-cc0 = Dominio público (CC0)
licence-by = Atribución (CC BY { $version })
licence-by-sa = Atribución, compartir igual (CC BY-SA { $version })
licence-by-nc = Atribución, no comercial (CC BY-NC { $version })
licence-by-nd = Atribución, sin derivadas (CC BY-ND { $version })
licence-by-nc-sa = Atribución, no comercial, compartir igual (CC BY-NC-SA { $version })
licence-by-nc-nd = Atribución, no comercial, sin derivadas (CC BY-NC-ND { $version })
attribution = Fuente
feeds = Suscripción
follow = Seguir a { $name }
follow-about = Un canal le avisa de todo lo nuevo de aquí, en un lector de canales o en un programa de correo que los lea. Su dirección:
feed-notice = Esto es un canal. Indique su dirección a un lector de canales y este le avisará de todo lo nuevo. La página misma:
generated-by = Hecho con

## Las cosas y sus nombres

meetings = Reuniones
records = Actas
speakers = Intervinientes
series = Series
topics = Temas
draft = Borrador
draft-note = Esta acta es un borrador. Solo la ve la redacción y todavía puede cambiar.
public-from = Pública a partir del { $day }, { $time }
public-from-note = Hasta entonces solo la redacción ve esta acta.

## Cantidades

number = { $n }
meeting-count = { $n ->
    [one] { $n } reunión
   *[other] { $n } reuniones
}
also-in = también en{ " " }
also-records = { $n ->
    [one] y un acta en otro idioma
   *[other] y { $n } actas en otros idiomas
}
speech-count = { $n ->
    [one] { $n } intervención
   *[other] { $n } intervenciones
}
speaker-count = { $n ->
    [one] { $n } interviniente
   *[other] { $n } intervinientes
}
word-count = { $n ->
    [one] { $n } palabra
   *[other] { $n } palabras
}
share = { $n }{"\u00A0"}%
share-under-one = <1{"\u00A0"}%

## Fechas

date-day = { $day } de { $monthName } de { $year }
date-month = { $monthName } de { $year }
date-year = { $year }
date-weekday = { $weekday }, { $date }
date-in-month = { $weekday } { $day }
date-since = desde { $from }
date-until = hasta { $to }
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
weekday-short-1 = lun
weekday-short-2 = mar
weekday-short-3 = mié
weekday-short-4 = jue
weekday-short-5 = vie
weekday-short-6 = sáb
weekday-short-7 = dom
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-short-1 = ene.
month-short-2 = feb.
month-short-3 = mar.
month-short-4 = abr.
month-short-5 = may.
month-short-6 = jun.
month-short-7 = jul.
month-short-8 = ago.
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = dic.
month-unknown = mes desconocido

## Portada

newest-meetings = Últimas reuniones
announced-meetings = Próximas reuniones
announced-note = Esta reunión está anunciada. Su acta se publicará en esta dirección.
calendar-file = Todas las reuniones como calendario (iCalendar)
calendar-of = Reuniones como calendario: { $name } (iCalendar)
podcast-of = Pódcast: { $name }
cited-in = Citada en
cited-here = { $n ->
    [one] Citado en un lugar
   *[other] Citado en { $n } lugares
}
cited-in-more = { $n ->
    [one] y en otro lugar
   *[other] y en { $n } lugares más
}
announced-description = { $title }, { $date }: una reunión anunciada.
agenda-papers = Orden del día y documentos
cancelled = Cancelada
cancelled-note = Esta reunión ha sido cancelada.
cancelled-description = { $title }, { $date }: una reunión cancelada.
awaited-note = Esta reunión se celebró el { $date }. Su acta se está redactando y se publicará en esta dirección.
awaited-description = { $title }, { $date }: una reunión cuya acta se está redactando.
awaited-records = Actas en preparación
all-meetings = Todas las reuniones
by-year = Por año
by-month = Por año y mes
earlier-years = Años anteriores
all-series = Todas las series
all-topics = Todos los temas
# $name: name of a taxonomy, such as “Wards”.
all-terms = Todos: { $name }
spoke-most = Quiénes dijeron más
in-figures = El archivo en cifras
years = Años
speeches = Intervenciones
words = Palabras

## Reuniones por año

year-title = Reuniones de { $year }
year-description = { $n ->
    [one] El acta de una reunión de { $year }.
   *[other] Las actas de { $n } reuniones de { $year }.
}
other-years = Otros años
earlier-year = Año anterior
later-year = Año siguiente

## Una reunión

meeting-description = { $title }, { $date }: el acta de { $speeches ->
    [one] { $speeches } intervención
   *[other] { $speeches } intervenciones
} de { $speakers ->
    [one] { $speakers } persona
   *[other] { $speakers } personas
}.
time = Hora
place = Lugar
body = Órgano
in-series = Serie
chair = Presidencia
present = Presentes
absent = Ausentes
in-attendance = También presentes
apologies = Excusados
quorum = Quórum
quorum-of = { $needed } de { $members }
quorum-met = alcanzado
quorum-not-met = no alcanzado
attended-from = desde las { $time }
attended-until = hasta las { $time }
attendance = Asistencia
attendee = Nombre
attended-of = Las { $shown } sesiones más recientes de { $n }.
cite-attendance = Enlace a esta lista
present-short = P
in-attendance-short = I
apologies-short = E
absent-short = A
documents = Documentos
paper = Documento ({ $kind })
media = Vídeo y audio
play-here = Reproducir aquí
table-show = Ver la tabla
table-more = { $n ->
    [one] { $n } fila más en el archivo
   *[other] { $n } filas más en el archivo
}
captions = Subtítulos
captions-note = Los tiempos dentro de una intervención son estimados.
recording = Grabación
follow-words = Seguir el texto
size-kb = { $n } KB
size-mb = { $n } MB
other-languages = Otros idiomas
side-by-side = Ambos idiomas
twin-sections = Las dos actas se corresponden sección por sección, no intervención por intervención.
twin-whole = Las dos actas no se corresponden intervención por intervención; se muestran enteras, una al lado de la otra.
twin-failed = No se pudo cargar la otra acta.
details = Detalles
contents = Índice
who-spoke = Quién habló
transcript = Transcripción
no-speeches = Esta acta no contiene intervenciones.
play-from = Reproducir desde { $time }
delivered-written = presentado por escrito
status-pending = Aún no aprobada
pending-note = El órgano aún no ha aprobado este texto y todavía puede corregirlo.
status-approved = Aprobada
transcript-verbatim = Literal: cada palabra tal como se dijo
transcript-edited = Editada: lo dicho, puesto en lenguaje escrito
transcript-summary = Acta resumida, no literal
transcript-machine = Transcripción automática, sin corregir
summary = Resumen
summary-machine = redactado por un programa
summary-by = De { $name }
keys-title = Teclas
keys-next = intervención siguiente
keys-previous = intervención anterior
keys-play = reproducir o pausar
keys-help = esta ayuda
footnotes = Notas
footnote-back = Volver al texto
cite-speech = Citar esta intervención
cite = Citar
# What a citation says. Without `$version` before the first publication; `$accessed` is the day of the reader.
citation = { $speaker }, «{ $title }», { $site }, { $date }{ $version }. { $url } (consultado el { $accessed })
# Speeches that the editor has chosen, with a page of their own.
highlights = Intervenciones destacadas
highlight-read = Leer en el acta
highlight-citation = { $speaker } en «{ $title }», { $site }, { $date }. { $url }
cite-version = , versión { $n }
cited-person = { $name } ({ $label })
cite-format = Formato
cite-plain = Cita
cite-link = Enlace
cite-quote = Enlace a las palabras
copy = Copiar
report-mistake = Avisar de un error
report-subject = Error en «{ $title }»
report-version = Versión { $n }
edit-record = Editar esta acta
edit-page = Editar esta página
share-speech = Compartir
copied = Copiado.
copy-by-hand = El texto está seleccionado; cópielo desde aquí.
close = Cerrar
speakers-more = { $n ->
    [one] Otra persona más
   *[other] Otras { $n } personas
}
choose-speaker = Elija un nombre para leer solo sus palabras.
showing-speeches = { $speeches } de { $name }
show-all = Mostrar todo
speeches-left-out = Intervenciones omitidas:
about-record = Sobre esta acta
permanent-address = Dirección
formats = También como
other-meetings = Otras reuniones
earlier-meeting = Reunión anterior
later-meeting = Reunión siguiente
earlier-in-series = Anterior de la serie
later-in-series = Siguiente de la serie

## Acuerdos

matters = Asuntos
matters-about = Lo que trataron varias sesiones, desde el primer debate hasta el acuerdo.
decisions = Acuerdos
decisions-about = Lo que acordaron las sesiones, de lo más reciente a lo más antiguo.
decisions-here = Lo que se acordó
decisions-more = { $n ->
    [one] { $n } acuerdo más
   *[other] { $n } acuerdos más
}
decision-count = { $n ->
    [one] { $n } acuerdo
   *[other] { $n } acuerdos
}
decisions-in = Acuerdos de { $year }
decisions-of = Acuerdos: { $name }
feed-decisions = { $title }: acuerdos
cite-decision = Enlace a este acuerdo
votes-for = { $n } a favor
votes-against = { $n } en contra
votes-abstaining = { $n ->
    [one] { $n } abstención
   *[other] { $n } abstenciones
}
votes-recused = { $n ->
    [one] { $n } recusación
   *[other] { $n } recusaciones
}
votes-absent = { $n ->
    [one] { $n } ausente
   *[other] { $n } ausentes
}
list-comma = { ", " }
fact-comma = { ", " }
bracket-open = { " (" }
bracket-close = )
colon = { ": " }
outcome-carried = Aprobado
outcome-carried-amended = Aprobado con enmiendas
outcome-lost = Rechazado
outcome-withdrawn = Retirado
outcome-deferred = Aplazado
outcome-referred = Remitido
outcome-amended = Enmendado
agreement-unanimous = por unanimidad
agreement-consensus = por consenso
majority-simple = por mayoría simple
majority-absolute = por mayoría absoluta
majority-two-thirds = por mayoría de dos tercios
majority-three-quarters = por mayoría de tres cuartos
majority-qualified = por mayoría cualificada
vote-tied = empate
vote-casting = voto de calidad
actions = Tareas
actions-about = Qué debía hacerse, quién y para cuándo.
actions-open = Tareas pendientes
actions-closed = Ya no pendientes
actions-theirs = Por hacer
actions-more = { $n ->
    [one] { $n } tarea más
   *[other] { $n } tareas más
}
action-due = plazo: { $day }
action-done-on = hecho: { $day }
action-open = pendiente
action-done = hecho
action-dropped = anulado
action-mentioned = mencionado de nuevo
actions-of-closed = Las { $shown } más recientes de { $n }.
actions-none = No hay tareas pendientes.
how-they-voted = Votaciones
votes-of = Los { $shown } votos más recientes de { $n }.
voted-for = a favor
voted-against = en contra
voted-abstaining = abstención
voted-recused = recusación
voted-absent = ausencia

## Intervinientes

speaker-index = Intervinientes por inicial
filter-names = Filtrar por nombre
names-shown = { $shown } de { $n }
sort-by = Ordenar por
sort-name = nombre
sort-meetings = reuniones
sort-words = palabras
sort-latest = última aparición
other-speakers = Otros
han-names = Caracteres chinos
other-scripts = Otras escrituras
speakers-offices = Cargos, organismos y grupos
names-figure = La cifra junto a un nombre es el número de reuniones.
strokes = { $n ->
    [one] { $n } trazo
   *[other] { $n } trazos
}
kind-person = Persona
kind-organisation = Organización
kind-role = Cargo
kind-group = Grupo
speaker-description = { $name } en las actas públicas: { $speeches ->
    [one] { $speeches } intervención
   *[other] { $speeches } intervenciones
} en { $meetings ->
    [one] { $meetings } reunión
   *[other] { $meetings } reuniones
}.
portrait-of = Retrato de { $name }
other-names = Otros nombres
roles = Cargos
role-at = { $title }, { $body }
year = Año
companions = A menudo en las mismas reuniones
words-by-year = Palabras por año
in-context = En contexto
asked = { $name }: { $words }
identifiers = Identificadores
elsewhere = En otros sitios
speaker-year-title = { $name } en { $year }
speaker-month-title = { $name } en { $month }
other-months = Otros meses
earlier-month = Mes anterior
later-month = Mes siguiente
earlier-meetings = { $n ->
    [one] Una reunión anterior, por año
   *[other] { $n } reuniones anteriores, por año
}

## Órganos

bodies = Órganos
bodies-about = Consejos, comisiones, partidos, oficinas y grupos: quiénes los forman y cuándo se reunieron.
body-description = { $name }: miembros, sesiones y acuerdos.
body-parent = Forma parte de
body-units = Compuesto por
body-page = El órgano
body-words = Sus intervenciones
body-year-title = { $name }: sesiones de { $year }
chairs = Presidencia
presided = Presidió
members = Miembros
former-members = Antiguos miembros
member-count = { $n ->
    [one] { $n } miembro
   *[other] { $n } miembros
}
body-kind-council = Consejo
body-kind-committee = Comisión
body-kind-party = Partido
body-kind-group = Grupo
body-kind-office = Oficina
body-kind-association = Asociación
body-kind-company = Empresa

## Series y temas

latest-meeting = la última, { $date }

## Suscripción

feed-site = { $title }: últimas actas
feed-language = { $title }: últimas actas ({ $language })
feed-speaker = Reuniones en las que interviene { $name }
feed-listing = { $name }: últimas actas
feed-corrections = { $title }: correcciones

## Correcciones

corrections = Correcciones
corrections-about = Lo que decían las actas cuando se publicaron y lo que dicen ahora. Las simples erratas solo se indican en la propia acta.
corrections-none = No se ha corregido ninguna acta.
corrections-all = Todas las correcciones
correction-altered = Corregido el { $date }
correction-added = Añadido el { $date }
correction-removed = Suprimido aquí el { $date }
correction-speaker = Antes se atribuía a { $name }.
correction-forgotten = El texto anterior ya no se conserva.
correction-title = Título anterior: «{ $title }».
correction-minor = Una errata.
former-version = { $title } (versión { $n })
version-number = Versión { $n }
former-version-note = Así constaba desde el { $from } hasta el { $until }. Desde entonces se ha corregido.
former-version-now = El acta tal como está ahora
former-corrected = Corregido desde entonces
correction-before = Lo que decía antes
changes-more = { $n ->
    [one] Un pasaje más
   *[other] { $n } pasajes más
}
published-on = Publicado por primera vez
published-corrected = corregida el { $date }
version = Versión
compare-with = comparar con
version-hash = Suma de comprobación (SHA-256)

## Búsqueda

search = Búsqueda
watches = Palabras seguidas
watches-about = Lo que se dice y se acuerda sobre estas palabras, en cuanto se publica. Cada una puede seguirse con un lector de canales.
watches-all = Todas las palabras seguidas
watches-by-year = Cuántas veces cada año
watches-newest = Lo más reciente
watches-more = Todos, en la búsqueda
feed-watch = Lo que se dice sobre «{ $name }»
match-count = { $n ->
    [one] { $n } pasaje
   *[other] { $n } pasajes
}
search-words = Buscar en todo lo dicho
search-button = Buscar
search-who = Quién
search-when = Año
search-language = Idioma
search-any = todos
search-examples = Por ejemplo
search-named = Personas, temas y reuniones
search-theirs = sus palabras
search-context = En contexto
search-without = La búsqueda funciona en su navegador, con JavaScript y con un índice que puede faltar en una copia guardada de este sitio. Sin ellos, se pueden recorrer las actas:
search-original = El sitio original:
search-browse = Estas páginas son papel sencillo y no tienen campo de búsqueda. Así se encuentra un acta:
search-searching = Buscando…
search-in-meetings = { $speeches } en { $meetings }
search-first = Se muestran: las primeras { $speeches }
search-count = Contar todo
search-years = Por año
search-csv = Guardar como CSV
search-years-of = «{ $query }» por año: { $speeches }
search-as-table = Como tabla
search-not-yet = Hasta ahora no se ha encontrado nada; no se ha leído todo.
search-nothing = No se encontró nada para «{ $query }».
search-searched = Se buscó en { $meetings }, en todos sus idiomas.
search-signs = «{ $query }» no contiene ninguna letra ni cifra que buscar.
search-near = Quizá quiso decir
search-variants = En otros caracteres
search-translated = En otros idiomas
search-without-filters = Sin los filtros
search-fewer = Con menos palabras
search-other-languages = Las actas en otros idiomas lo dicen con otras palabras
search-failed = No se pudo leer una parte del índice; puede haber más de lo que se muestra.
search-unreachable = No se pudo cargar el índice. Inténtelo de nuevo dentro de un rato.
search-newer = Este índice es más nuevo que la página. Vuelva a cargarla.
search-more = Mostrar más
search-more-here = Más de esta reunión
search-and-more = { $n } más de esta reunión
search-all = Todos los resultados
search-relevance = Primero los mejores
search-date = Primero los más recientes
search-filters = Acotar
search-remove = Quitar el filtro { $name }
search-help = Cómo buscar
search-help-words = intervenciones con todas las palabras, en cualquier orden
search-help-phrase = exactamente estas palabras, con su puntuación
search-help-prefix = palabras que empiezan así
search-help-not = sin esta palabra
search-help-or = una de dos palabras o frases
search-help-or-sign = OR
search-help-days = de un día a otro; basta un mes o un año
search-help-role = en un cargo que la persona tenía ese día
search-help-body = de las sesiones de un órgano
search-or-alone = «{ $query }» solo une las dos palabras o frases contiguas.
search-no-such = No existe «{ $value }». Existen
search-from-day = desde { $day }
search-to-day = hasta { $day }
search-happened = Lo ocurrido
search-from = Desde
search-to = Hasta
search-help-speaker = las palabras de una persona
search-help-year = de estos años
search-help-series = de una serie
# $name: name of a taxonomy, such as “Wards”.
search-help-term = sesiones con un término ({ $name })
search-help-lang = en un idioma
search-help-narrative = lo que ocurrió, no lo que se dijo
search-help-decision = lo que se acordó
search-help-keys = al campo, por los resultados y de vuelta
search-their-words = Buscar en sus palabras
find-in-record = Buscar en esta acta
find-previous = Lugar anterior
find-next = Lugar siguiente
find-none = no encontrado
find-count = { $n } encontrados
find-at = { $at } de { $n }

## Cuando falta una página

not-found-title = Página no encontrada
not-found-text = No hay ninguna página en esta dirección. Puede que se haya trasladado o que el enlace se copiara incompleto. Seguramente encontrará el acta que busca aquí:
redirect-title = Esta página se ha trasladado

## Lo que se ha retirado

withdrawn-record = Esta acta ha sido retirada
withdrawn-page = Esta página ha sido retirada
withdrawn-text = El documento publicado en esta dirección ha sido retirado.
withdrawn-since = El documento publicado en esta dirección fue retirado el { $date }.
withdrawn-reason = Motivo indicado:
data = Datos abiertos
data-about = Todo el archivo en ficheros para la investigación: tablas, formatos estándar de las actas y personas.
data-years = Cifras por año
data-columns = Columnas
data-speeches = Una intervención: quién dijo qué, cuándo y en qué punto.
data-meetings = Una reunión con sus metadatos y cifras.
data-people = Quien habló, con el número de sus intervenciones y palabras.
data-organisations = Una organización, su tipo y su lugar.
data-items = Una sección o punto del orden del día.
data-decisions = Una decisión con su resultado y recuento.
data-votes = Cómo votó un miembro en una decisión.
data-akoma-ntoso = Cada acta en Akoma Ntoso 3.0 (XML), agrupadas por año.
data-tei = Cada acta en TEI (XML) a la manera de ParlaMint, agrupadas por año.
data-popolo = Personas, organizaciones y cargos en Popolo (JSON).
data-lists = Listas de todos los ficheros, con tamaño y huella, para programas.
data-left-out =
    { $n ->
        [one] Un acta no puede redistribuirse y no está en ninguno de estos ficheros.
       *[other] { $n } actas no pueden redistribuirse y no están en ninguno de estos ficheros.
    }
data-read = Cómo leerlos
data-records = Actas completas
data-tables = Tablas
data-programs = Para programas
data-addresses = Cómo se forman las direcciones
data-at-record = Un acta
data-at-json = El acta en JSON
data-at-markdown = El acta en Markdown
data-at-speech = Una intervención
data-at-speaker = Una persona
data-files = Todos los ficheros
