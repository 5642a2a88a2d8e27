//! Time to draw a card: the first one, with all glyphs to be inked, and a later one, with glyphs from the cache.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use minutebook::render::social_card::{Card, CardRenderer};

fn card(lang: &str, title: &str, speakers: &[&str]) -> Card {
    Card {
        lang: lang.to_owned(),
        title: title.to_owned(),
        date: "2 March 2023".to_owned(),
        iso: "2023-03-02".to_owned(),
        body: "Harbour Council".to_owned(),
        summary: String::new(),
        speakers: speakers.iter().map(|name| (*name).to_owned()).collect(),
        speakers_total: 14,
        site: "Records of Tessamare".to_owned(),
        accent: None,
    }
}

fn cards(criterion: &mut Criterion) {
    let latin = card(
        "en",
        "Second reading of the budget, and what the harbour is to be in ten years",
        &["Lin Yuemei", "Ana Duarte", "Tomás Ávila", "Jean Petit", "Olivia Wren"],
    );
    let han = card(
        "zh-Hant",
        "第三十八次協作會議：報稅軟體與身分證字號格式調整，暨後續推動方向討論",
        &["林月美", "王小明", "陳怡君", "林志偉", "黃淑芬", "張家豪", "李雅婷"],
    );
    let mut group = criterion.benchmark_group("card");
    for (name, card) in [("latin", &latin), ("han", &han)] {
        group.bench_function(format!("{name}, the first"), |b| {
            b.iter_batched(CardRenderer::default, |press| press.draw(black_box(card)), BatchSize::SmallInput);
        });
        let press = CardRenderer::default();
        group.bench_function(format!("{name}, one of many"), |b| b.iter(|| press.draw(black_box(card))));
        group.bench_function(format!("{name}, its fingerprint"), |b| b.iter(|| black_box(card).fingerprint()));
    }
    group.finish();
}

criterion_group!(benches, cards);
criterion_main!(benches);
