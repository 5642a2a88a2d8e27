//! The list of action items.

use crate::record::ActionStatus;
use crate::render::context::Renderer;
use crate::render::parts::action_lists::action_view;
use crate::render::parts::head::{add_locale_links, crumb, head};
use crate::site::view::ActionsView;
use crate::site::{LocaleIndex, LoggedAction, Output};

/// Number of action items on the page that are no longer open. The lists of decisions have all.
const MOST_CLOSED: usize = 50;

/// All open action items, and the newest of the others.
pub(crate) fn view(renderer: &Renderer<'_>, output: &Output, locale: LocaleIndex) -> ActionsView {
    let plan = renderer.plan;
    let here = &plan.locales[locale];
    let strings = renderer.strings(&here.lang);
    let mut head = head(renderer, output, "actions", &here.lang, strings.get("actions"), strings.get("actions-about"));
    add_locale_links(renderer, &mut head, |locale| locale.actions.as_deref().unwrap_or_default());
    head.crumbs.push(crumb(strings.get("decisions"), here.decisions.as_deref().unwrap_or_default()));
    let views = |is_open: bool| {
        let wanted = move |logged: &&LoggedAction| (logged.status == ActionStatus::Open) == is_open;
        plan.actions.iter().filter(wanted).filter_map(move |logged| action_view(renderer, locale, logged))
    };
    let mut closed: Vec<_> = views(false).collect();
    let closed_total = closed.len();
    closed.truncate(MOST_CLOSED);
    ActionsView { head, open: views(true).collect(), closed, closed_total }
}
