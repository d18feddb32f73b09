//! The proof of a package: what is in it, by which rules it was judged, and what it was made from.

use super::profile::Profile;
use super::{Judgement, Offer, PackageFile, Verdict, describe};
use crate::book::trade::FileRole;
use crate::check::{epub, pdf};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The names of a proof's files.
pub const JSON: &str = "proof.json";
const HTML: &str = "proof.html";

/// A proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// The tool and its version.
    pub made_by: String,
    /// The day of the packaging.
    pub made: String,
    /// The store's name.
    pub store: String,
    /// The store as people call it.
    pub store_title: String,
    /// The edition's name.
    pub edition: String,
    /// Whether the book is not out yet.
    pub preorder: bool,
    /// The book.
    pub book: ProofBook,
    /// The files of the package, the proof's own left out.
    pub files: Vec<ProofFile>,
    /// Every rule of the store.
    pub rules: Vec<ProofRule>,
}

/// The book of a proof, as far as a later one is compared with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProofBook {
    /// The title.
    pub title: String,
    /// The edition's ISBN.
    pub isbn: Option<String>,
    /// The number of the book's edition.
    pub edition_number: u32,
    /// The day of this revision.
    pub revised: Option<String>,
    /// The day of release.
    pub release: Option<String>,
    /// The spine's width, inches.
    pub spine: Option<f64>,
    /// The text, a block after the other: eight digits of its hash, a colon, its words; spaces between.
    pub blocks: String,
    /// The pages: eight digits of the hash of what stands on each; spaces between.
    pub pages: String,
}

/// A file of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProofFile {
    /// Its name in the folder.
    pub name: String,
    /// What an uploaded file is for; `None`, and empty in JSON, for what is not uploaded.
    #[serde(with = "upload_role")]
    pub role: Option<FileRole>,
    /// Its bytes.
    pub bytes: usize,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
    /// The same of what a PDF shows, its dates left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shows: Option<String>,
}

/// The role of an uploaded file as text.
mod upload_role {
    use crate::book::trade::{FileRole, Named};
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(role: &Option<FileRole>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(role.map_or("", FileRole::name))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<FileRole>, D::Error> {
        Ok(FileRole::from_name(&String::deserialize(from)?))
    }
}

/// A rule with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProofRule {
    /// The rule's id.
    pub rule: String,
    /// What must hold.
    pub must: String,
    /// How it ended, in a word.
    pub verdict: String,
    /// What was measured.
    pub measured: Option<String>,
    /// Why it is allowed to be broken, or why it must not be.
    pub reason: Option<String>,
    /// Where the rule is from.
    pub source: String,
    /// The day that it was read.
    pub read: String,
    /// How sure it is.
    pub sure: String,
}

/// SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn shows(pdf: &[u8]) -> Option<String> {
    Some(sha256(&pdf::shown(pdf).ok()?.concat()))
}

fn short(text: &str) -> String {
    sha256(text.as_bytes()).chars().take(8).collect()
}

/// Why a text is not a proof: its JSON is broken, or lacks what a proof has.
#[derive(Debug, thiserror::Error)]
#[error("it is no proof: {0}")]
pub struct ProofError(#[from] serde_json::Error);

impl Proof {
    /// The proof of a package's files.
    pub(super) fn new(profile: &Profile, offer: &Offer<'_>, judged: &[Judgement], files: &[PackageFile]) -> Proof {
        let uploads: BTreeMap<String, FileRole> = profile
            .files
            .iter()
            .map(|upload| (offer.fill(&upload.name), upload.role))
            .collect();
        let hashed = files.iter().map(|file| ProofFile {
            name: file.name.clone(),
            role: uploads.get(&file.name).copied(),
            bytes: file.bytes.len(),
            sha256: sha256(&file.bytes),
            shows: file.name.ends_with(".pdf").then(|| shows(&file.bytes)).flatten(),
        });
        let ruled = judged.iter().map(|judged| ProofRule {
            rule: judged.rule.id.clone(),
            must: judged.rule.must.clone(),
            verdict: judged.verdict.word().to_owned(),
            measured: judged.measured.as_ref().map(|_| judged.shown()),
            reason: judged.reason.clone(),
            source: judged.rule.source.clone(),
            read: profile.read_on(judged.rule),
            sure: judged.rule.sure.words().to_owned(),
        });
        Proof {
            made_by: concat!("bindery ", env!("CARGO_PKG_VERSION")).to_owned(),
            made: offer.today.to_string(),
            store: profile.store.clone(),
            store_title: profile.title.clone(),
            edition: offer.edition.name.clone(),
            preorder: offer.is_preorder(),
            book: subject(profile, offer),
            files: hashed.collect(),
            rules: ruled.collect(),
        }
    }

    /// Reads a `proof.json`.
    ///
    /// # Errors
    /// When the text is not the JSON of a proof.
    pub fn read(text: &str) -> Result<Proof, ProofError> {
        Ok(serde_json::from_str(text)?)
    }

    /// The proof for programs and for people.
    pub(super) fn files(&self) -> Vec<PackageFile> {
        let json = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        vec![
            PackageFile {
                name: JSON.to_owned(),
                bytes: json.into_bytes(),
            },
            PackageFile {
                name: HTML.to_owned(),
                bytes: self.html().into_bytes(),
            },
        ]
    }

    /// The names of the proof's own files.
    pub fn own_names() -> impl Iterator<Item = &'static str> {
        [JSON, HTML].into_iter()
    }

    /// Whether a file's name is of the proof itself.
    pub fn is_own(name: &str) -> bool {
        Proof::own_names().any(|own| own == name)
    }

    fn html(&self) -> String {
        let e = describe::escaped;
        let count = |verdict: Verdict| self.rules.iter().filter(|rule| rule.verdict == verdict.word()).count();
        let preorder = match (&self.book.release, self.preorder) {
            (Some(date), true) => format!("<p><strong>Pre-order</strong>: released on {}.</p>\n", e(date)),
            _ => String::new(),
        };
        let files: String = self
            .files
            .iter()
            .map(|file| {
                let bytes = file.bytes;
                format!(
                    "<tr><td>{}</td><td>{bytes}</td><td class=\"hash\"><code>{}</code></td></tr>\n",
                    e(&file.name),
                    file.sha256
                )
            })
            .collect();
        let rules: String = self.rules.iter().map(ProofRule::row).collect();
        format!(
            include_str!("proof.html"),
            title = e(&self.book.title),
            store = e(&self.store_title),
            edition = e(&self.edition),
            number = self.book.edition_number,
            revised = e(self.book.revised.as_deref().unwrap_or("no date given")),
            made = e(&self.made),
            by = e(&self.made_by),
            preorder = preorder,
            pass = count(Verdict::Pass),
            fail = count(Verdict::Fail),
            allowed = count(Verdict::Allowed),
            unknown = count(Verdict::Unknown),
            files = files,
            rules = rules,
        )
    }
}

impl ProofRule {
    fn row(&self) -> String {
        let e = describe::escaped;
        let reason = match &self.reason {
            Some(reason) => format!("<br>{}", e(reason)),
            None => String::new(),
        };
        format!(
            "<tr class=\"{}\"><td><code>{}</code></td><td>{}</td><td>{}{reason}</td><td>{}</td><td>{} (read {}; {})</td></tr>\n",
            self.verdict.replace(' ', "-"),
            e(&self.rule),
            e(&self.must),
            e(&self.verdict),
            e(self.measured.as_deref().unwrap_or("\u{2013}")),
            e(&self.source),
            e(&self.read),
            e(&self.sure),
        )
    }
}

fn subject(profile: &Profile, offer: &Offer<'_>) -> ProofBook {
    let metadata = offer.metadata;
    let mut out = ProofBook {
        title: metadata.title.clone(),
        isbn: offer.edition.isbn.clone(),
        edition_number: metadata.edition_number,
        revised: metadata.revised.map(|date| date.to_string()),
        release: metadata.release.map(|date| date.to_string()),
        ..ProofBook::default()
    };
    if let Some(Ok(facts)) = offer.file(FileRole::Ebook).map(|file| epub::read(file.bytes)) {
        let documents = facts.documents.iter().take(facts.in_order);
        let blocks = documents.flat_map(|page| &page.blocks);
        let blocks: Vec<String> = blocks
            .map(|text| format!("{}:{}", short(text), text.split_whitespace().count()))
            .collect();
        out.blocks = blocks.join(" ");
    }
    let pages = offer.file(FileRole::Interior).or(offer.file(FileRole::Digital));
    if let Some(Ok(texts)) = pages.map(|file| pdf::texts(file.bytes, usize::MAX)) {
        let pages: Vec<String> = texts.iter().map(|text| short(text)).collect();
        let formula = profile.wrap.as_ref();
        let thick = formula.and_then(|formula| formula.spine(offer.stock(), pages.len() as f64));
        out.spine = formula.and(thick.or(offer.template_spine()));
        out.pages = pages.join(" ");
    }
    out
}
