//! Draws the files that programs read: sitemaps, robots, headers and redirects for hosts, and a guide for models.

use std::fmt::Write;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::inputs::RenderInputs;
use super::parts::site_title::site_title;
use crate::config::OpenDataFormat;
use crate::hosting::{headers_file, host_settings, redirect_rows, rules};
use crate::site::well_known::{PLAIN_RECORD, RECORD_DOCUMENT, SITEMAP, SITEMAP_LIMIT, sitemap_part};
use crate::site::{Address, FeedFormat, OutputKind};
use crate::text::single_spaced;

/// One part of the sitemap.
pub(super) fn sitemap(inputs: &RenderInputs<'_>, part: usize) -> Vec<u8> {
    let listed = &inputs.plan.listed;
    let end = ((part + 1) * SITEMAP_LIMIT).min(listed.len());
    let addresses = listed[part * SITEMAP_LIMIT..end].iter();
    list("urlset", "url", addresses.map(|address| inputs.plan.base.absolute(address)))
}

/// The index of all sitemap parts.
pub(super) fn sitemap_index(inputs: &RenderInputs<'_>) -> Vec<u8> {
    let parts = inputs.plan.listed.len().div_ceil(SITEMAP_LIMIT);
    let addresses = (0..parts).map(|part| inputs.plan.base.absolute(&Address::new(&sitemap_part(part))));
    list("sitemapindex", "sitemap", addresses)
}

fn list(root: &str, entry: &str, addresses: impl Iterator<Item = String>) -> Vec<u8> {
    let mut out = b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_vec();
    let mut writer = Writer::new(&mut out);
    // Writing to memory cannot fail.
    let _ = writer
        .create_element(root)
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .write_inner_content(|writer| {
            for address in addresses {
                writer.create_element(entry).write_inner_content(|writer| {
                    writer.create_element("loc").write_text_content(BytesText::new(&address))?;
                    Ok(())
                })?;
            }
            Ok(())
        });
    out.push(b'\n');
    out
}

/// The rules for crawlers, with those of `static/robots.txt` below: groups for the same crawler count as one.
pub(super) fn robots(inputs: &RenderInputs<'_>) -> Vec<u8> {
    let sitemap = inputs.plan.base.absolute(&Address::new(SITEMAP));
    let mut out = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    if let Some(added) = &inputs.plan.statics.robots {
        let added = added.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let _ = writeln!(out, "\n{}", added.trim());
    }
    out.into_bytes()
}

/// A guide for language models (llmstxt.org).
pub(super) fn llms(inputs: &RenderInputs<'_>) -> Vec<u8> {
    let (plan, lang) = (inputs.plan, inputs.plan.default_language());
    let mut out = format!("# {}\n", single_spaced(&site_title(inputs, lang)));
    let description = inputs.config.description.get(lang);
    if !description.is_empty() {
        let _ = write!(out, "\n> {}\n", single_spaced(description));
    }
    let _ = write!(
        out,
        "\nTranscripts of {} meetings. Every speech has an anchor; cite it with the address of its record. \
         Each record is there as Markdown too: put `{PLAIN_RECORD}` behind its address. There the heading of each speech ends \
         with its anchor, as in `### Name {{#anchor}}`; its address is that of the record, `#` and the anchor.{}\n\n\
         ## Where to look\n\n",
        inputs.archive.meetings.len(),
        if inputs.config.open_data.has(OpenDataFormat::RecordJson) {
            format!(" `{RECORD_DOCUMENT}` in place of `{PLAIN_RECORD}` is the whole record as JSON.")
        } else {
            String::new()
        }
    );
    let mut link = |title: &str, address: &Address| {
        let _ = writeln!(out, "- [{title}]({})", plan.base.absolute(address));
    };
    link("Meetings by year", &Address::new(&inputs.config.urls.meetings));
    link("Speakers", &Address::new(&inputs.config.urls.speakers));
    link("Newest records (JSON Feed)", &Address::new(FeedFormat::Json.file_name()));
    link("All addresses", &Address::new(SITEMAP));
    if let Some(licence) = &inputs.config.licence {
        let _ = write!(out, "\n## Licence\n\n{}\n", single_spaced(licence));
    }
    out.into_bytes()
}

pub(super) fn humans(inputs: &RenderInputs<'_>) -> Vec<u8> {
    let lang = inputs.plan.default_language();
    let mut out = format!("/* SITE */\nTitle: {}\n", single_spaced(&site_title(inputs, lang)));
    if let Some(contact) = &inputs.config.contact {
        let _ = writeln!(out, "Contact: {}", single_spaced(&contact.address));
    }
    let languages: Vec<&str> = inputs.archive.languages.iter().map(|l| l.as_str()).collect();
    let _ = write!(out, "Languages: {}\nMade with: Minutebook\n", languages.join(", "));
    out.into_bytes()
}

/// Headers for hosts that read `_headers`.
pub(super) fn headers(inputs: &RenderInputs<'_>) -> Vec<u8> {
    let plan = inputs.plan;
    let has_given = plan.outputs.iter().any(|output| matches!(output.kind, OutputKind::Attachment(_)));
    headers_file(inputs.config, &plan.base, has_given).into_bytes()
}

/// Redirects for hosts that read `_redirects`.
pub(super) fn redirects(inputs: &RenderInputs<'_>) -> Vec<u8> {
    redirect_rows(inputs.plan, inputs.config.host).text.into_bytes()
}

/// Settings for the host of the site, if it reads a file of its own.
pub(super) fn settings_of_host(inputs: &RenderInputs<'_>) -> Vec<u8> {
    let settings = inputs.config.host.and_then(|host| {
        let rules = rules(inputs.config, inputs.plan, "", None);
        host_settings(&rules, inputs.plan, host)
    });
    settings.unwrap_or_default().text.into_bytes()
}
