//! Spanish words.

use super::LanguageWords;

pub(super) const WORDS: LanguageWords = LanguageWords {
    until: &["embargo hasta "],
    beside_stamps: &["acta"],
    records: &["sesión", "acta"],
    status: &["estado"],
    held: &["borrador", "confidencial"],
    open: &["publicado"],
    headings: &["metadatos", "propiedades", "propiedades_del_documento"],
    not_yet: &[
        "borradores",
        "borrador",
        "privado",
        "interno",
        "oculto",
        "pendiente",
        "en_revisión",
        "restringido",
        "no_publicado",
        "sin_publicar",
        "reservado",
    ],
    business: &["privado", "interno", "pendiente", "restringido"],
    yes: &["sí", "si", "verdadero"],
    stamps: &["borrador", "confidencial"],
    no: &["falso", "todavía_no", "aún_no", "nunca"],
    public: &["público", "publicado"],
    metadata_status: &["acceso", "versión"],
    metadata_held: &["privado", "oculto", "interno", "restringido", "no_publicado"],
    metadata_open: &["aprobado", "público", "disponible"],
    metadata_day: &["fecha_de_publicación", "fecha_publicación", "publicar_el", "disponible_desde"],
    metadata_gone: &["caducidad", "fecha_de_caducidad", "expira"],
    visibility: &["visibilidad"],
    business_keys: &["solicitud", "solicitante", "expediente"],
    ..LanguageWords::NONE
};
