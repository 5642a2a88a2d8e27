//! A bench per stage, over the records in `MINUTEBOOK_DATA/pilot` if there are any, else over the sample site.
//!
//! `cargo bench` measures; `cargo bench -- --test` only runs each once. Whole processes, beside other generators, are
//! compared by `benches/compare/`.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use minutebook::config::Config;
use minutebook::fs::discover::{FileReading, KnownFiles, discover};
use minutebook::link::{LinkInput, link};
use minutebook::parse::{RecordFile, decode, parse_record};
use minutebook::pipeline::{Now, Options, load_site};
use minutebook::plan::{PlanInput, plan};
use minutebook::record::{Document, Registry};
use minutebook::render::{RenderContext, Renderer};
use minutebook::site::OutputKind;
use minutebook::text::source::{SourceId, SourceText};

fn records() -> PathBuf {
    let given = std::env::var_os("MINUTEBOOK_DATA").map(|root| PathBuf::from(root).join("pilot"));
    given.filter(|folder| folder.is_dir()).unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content"))
}

fn options(site: &Path) -> Options {
    Options {
        output: Some(PathBuf::from("/nowhere")),
        now: Now::Instant(jiff::Timestamp::UNIX_EPOCH),
        base_url: Some("https://records.example".to_owned()),
        drafts: true,
        ..Options::for_site(site)
    }
}

fn stages(criterion: &mut Criterion) {
    let folder = records();
    let nothing_known = KnownFiles::default();
    let reading = FileReading::all(&nothing_known);
    let found = discover(&folder, Path::new("/nowhere"), reading).expect("records to measure with");
    let markdown: Vec<_> = found.files.iter().filter(|file| file.path.ends_with(".md")).collect();
    let bytes: usize = markdown.iter().map(|file| file.stamp.size as usize).sum();
    let config = Config::default();
    let sources: Vec<SourceText> =
        markdown.iter().filter_map(|file| decode(&mut (*file).clone()).value.clone()).collect();
    let parse = || -> Vec<Document> {
        let records = markdown.iter().zip(&sources).enumerate().map(|(index, (file, source))| {
            let record =
                RecordFile { id: SourceId(index as u32), path: &file.path, source, sidecars: &[], defaults: &[] };
            parse_record(record, &config).value.document
        });
        records.collect()
    };

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(20).throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("discover", |b| {
        b.iter(|| discover(black_box(&folder), Path::new("/nowhere"), reading));
    });
    group.bench_function("decode", |b| {
        b.iter(|| markdown.iter().map(|file| decode(&mut (*file).clone())).collect::<Vec<_>>());
    });
    group.bench_function("parse (one thread)", |b| b.iter(parse));
    group.bench_function("link", |b| {
        let input = || LinkInput {
            registry: Registry::default(),
            alternates: Vec::new(),
            redirects: Vec::new(),
            config: &config,
            sources: &sources,
            now: jiff::Timestamp::UNIX_EPOCH,
            drafts: true,
        };
        b.iter_batched(parse, |documents| link(documents, input()), BatchSize::LargeInput);
    });

    let (loaded, _) = load_site(&options(&folder)).expect("records to measure with");
    let none = Default::default();
    group.bench_function("plan", |b| {
        let speaks = |_: &_| true;
        b.iter(|| {
            let input = PlanInput {
                config: &loaded.config,
                sources: &loaded.sources,
                links: &none,
                files: &found.assets,
                pictures: &Default::default(),
                held_files: &Default::default(),
                old_addresses: &[],
                assets: Vec::new(),
                statics: &Default::default(),
                speaks: &speaks,
            };
            plan(black_box(&loaded.archive), &input)
        });
    });
    let context = RenderContext::new(&loaded.render_inputs());
    let renderer = Renderer::new(loaded.render_inputs(), &context).with_view_keys(true);
    group.bench_function("view (one thread)", |b| {
        b.iter(|| loaded.plan.outputs.iter().map(|output| renderer.prepare(output).key).collect::<Vec<_>>());
    });
    group.bench_function("open data (one thread)", |b| {
        b.iter(|| {
            for output in &loaded.plan.outputs {
                if let OutputKind::Data(file) = output.kind {
                    renderer.write_data(file, &mut std::io::sink()).expect("a sink takes everything");
                }
            }
        });
    });
    group.bench_function("view and draw (one thread)", |b| {
        b.iter(|| {
            for output in &loaded.plan.outputs {
                let _ = black_box(renderer.draw(renderer.prepare(output)));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
