//! `bindery check`: what is wrong, and nothing written.

use super::progress::Progress;
use super::settings::Settings;
use super::{Exit, Failure, args, open, package, report};

pub(super) fn run(typed: &args::Check, settings: &Settings) -> Result<Exit, Failure> {
    if !typed.stores.is_empty() {
        let mut released = package::release(typed.dir.as_deref(), &typed.stores, settings)?;
        let packages = released.packages.into_iter();
        released.findings.extend(packages.flat_map(|package| package.findings));
        report::findings(settings, &released.found.sources, &mut released.findings);
        return Ok(Exit::of(&released.findings));
    }
    let found = open::project(typed.dir.as_deref())?;
    let request = found.request(&typed.editions)?;
    let progress = Progress::new(settings, request.editions.of(&found.project).len());
    let mut findings = found.findings;
    findings.extend(crate::build::check(&found.project, &request, &|event| {
        progress.event(event);
    }));
    drop(progress);
    report::findings(settings, &found.sources, &mut findings);
    Ok(Exit::of(&findings))
}
