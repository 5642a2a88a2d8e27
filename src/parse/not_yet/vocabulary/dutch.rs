//! Words of Dutch.

use super::LanguageWords;

pub(super) const WORDS: LanguageWords = LanguageWords {
    held: &["concept", "vertrouwelijk", "geheim"],
    open: &["openbaar", "gepubliceerd", "publiceren"],
    day: &["publicatiedatum", "openbaar_vanaf", "publiceren_op"],
    headings: &["metagegevens", "eigenschappen"],
    not_yet: &[
        "concept",
        "vertrouwelijk",
        "geheim",
        "niet_openbaar",
        "nog_niet_openbaar",
        "niet_gepubliceerd",
        "intern",
    ],
    business: &["concept", "geheim", "intern"],
    yes: &["ja", "waar"],
    no: &["nee", "onwaar", "nog_niet"],
    public: &["openbaar", "gepubliceerd"],
    stamps: &["vertrouwelijk", "niet_openbaar"],
    loud_stamps: &["concept", "geheim"],
    beside_stamps: &["notulen", "verslag", "strikt"],
    records: &["zitting", "vergadering", "notulen", "verslag"],
    until: &["tot", "tot_en_met"],
    before: &["voor", "vóór"],
    after: &["na", "vanaf"],
    negations: &["niet", "geen"],
    publish: &[
        "publiceren",
        "gepubliceerd",
        "publicatie",
        "openbaarmaking",
        "openbaar_maken",
        "openbaar_gemaakt",
        "verspreiden",
        "verspreiding",
    ],
    grounds: &["op_grond_van", "krachtens"],
    links: &["te", "de", "het", "een", "op", "dit", "deze", "worden", "mag"],
    ..LanguageWords::NONE
};
