//! The stages of a paperback apart, on one thread and on all: `cargo bench --bench stages -- [FOLDER]`, the novel of
//! the corpus by default. Medians of five, in milliseconds.

use bindery::edition;
use bindery::manuscript;
use bindery::pdf::{self, Info, Purpose};
use bindery::picture::{Ink, Pictures};
use bindery::print::{self, Bleed, Format};
use bindery::project::{self, Disk};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

const STAGES: [&str; 5] = ["open", "parse", "edition", "print", "pdf"];
const ROUNDS: usize = 5;

/// Goes once through all stages and gives what each took, milliseconds.
fn round(folder: &std::path::Path) -> [f64; STAGES.len()] {
    let mut took = [0.0; STAGES.len()];
    let mut stage = 0;
    let mut last = Instant::now();
    let mut lap = || {
        took[stage] = last.elapsed().as_secs_f64() * 1e3;
        stage += 1;
        last = Instant::now();
    };
    let disk = Disk::open(folder).expect("the folder of a book");
    let project = project::open(Box::new(disk), None).project.expect("a book");
    lap();
    let config = &project.config;
    let parsed = manuscript::parse(&config.chapters, &project.sources, config.metadata.clone());
    lap();
    let paperback = config.edition("paperback").expect("a paperback");
    let (book, _) = edition::of(&parsed.book, paperback, &[]);
    lap();
    let format = Format {
        trim: paperback.trim().expect("pages"),
        theme: paperback.theme.clone(),
        bleed: Bleed::None,
        ink: Ink::Black,
        edition: "paperback".into(),
    };
    // Without its pictures: reading those is a stage of its own, and no part of setting text.
    let set = print::typeset(&book, &Pictures::default(), &format);
    lap();
    let info = Info {
        title: "A Book".into(),
        ..Info::default()
    };
    black_box(pdf::write(&set.pages, &info, Purpose::Print)).expect("a PDF");
    lap();
    took
}

fn medians(folder: &std::path::Path, threads: usize) -> [f64; STAGES.len()] {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads");
    let mut rounds: Vec<_> = (0..=ROUNDS).map(|_| pool.install(|| round(folder))).collect();
    rounds.remove(0);
    std::array::from_fn(|stage| {
        let mut all: Vec<f64> = rounds.iter().map(|r| r[stage]).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    })
}

fn main() {
    let given = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let novel = || {
        [env!("CARGO_MANIFEST_DIR"), "tests/corpus/pride-and-prejudice"]
            .iter()
            .collect()
    };
    let folder = given.map_or_else(novel, PathBuf::from);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (one, all) = (medians(&folder, 1), medians(&folder, cores));
    println!("| stage | 1 thread, ms | {cores} threads, ms | times |\n|---|---:|---:|---:|");
    let row = |name: &str, one: f64, all: f64| {
        println!("| {name} | {one:.1} | {all:.1} | {:.2} |", one / all);
    };
    for (name, (one, all)) in STAGES.iter().zip(one.iter().zip(&all)) {
        row(name, *one, *all);
    }
    row("sum", one.iter().sum(), all.iter().sum());
}
