//! The views of templates: plain values without access to the archive.
//!
//! So what a page depends on is known, and a page whose view has not changed needs no drawing.

mod action_views;
mod announcement_views;
mod attendance_views;
mod body_views;
mod chart_views;
mod citation_views;
mod data_views;
mod date_view;
mod decision_item_view;
mod decision_views;
mod former_version_views;
mod highlight_views;
mod index_views;
mod listing_views;
mod meeting_views;
mod other_views;
mod shared_views;
mod speaker_views;
mod watch_views;

pub use action_views::{ActionMention, ActionView, ActionsView};
pub use announcement_views::{AnnouncedItem, AnnouncedView, WithdrawnView};
pub use attendance_views::{
    AttendanceCell, AttendanceColumn, AttendanceRow, AttendanceTable, AttendedMeeting, AttendeeView, QuorumView,
};
pub use body_views::{BodyIndexView, BodyItem, BodyView, BodyYearItem, BodyYearView, MemberView};
pub use chart_views::YearBar;
pub use citation_views::{CitedInItem, CitedInView};
pub use data_views::{DataAddress, DataExample, DataFileLink, DataGroup, DataPageView, DataTableView, DataYear};
pub use date_view::DateView;
pub use decision_item_view::DecisionItem;
pub use decision_views::{
    DecidedMeetingView, DecisionListLink, DecisionsByTaxonomy, DecisionsView, HeardItem, HearingView, MatterIndexView,
    MatterItem, MatterView, VoteItem,
};
pub use former_version_views::{FormerPassageView, FormerVersionLink, FormerVersionView};
pub use highlight_views::{HighlightItem, HighlightView};
pub use index_views::{
    Figures, FrontView, LatestMeeting, ListedYear, ListingItem, MeetingIndexView, MonthItem, MonthView, TaxonomyItems,
    YearItem, YearView,
};
pub use listing_views::{ListingIndexView, ListingView, ListingYear};
pub use meeting_views::{
    ChangeView, ChangedWords, ContentsItem, CorrectionItem, CorrectionView, CorrectionsView, MeetingView, MomentLink,
    ReasonView, RegisterView, ReportView, SpeakerShareView, TextStatusView, TranslationView, TurnSpan,
};
pub use other_views::{FilterField, FilterValue, NotFoundView, PageView, RedirectView, SearchView};
pub use shared_views::{
    CaptionsLink, FeedLink, FileLink, Head, LanguageLink, Licence, Link, MeetingItem, MenuItem, SiteView, SummaryView,
    TableColumn, TablePreview, TaxonomyLinks,
};
pub use speaker_views::{
    AppearanceView, CompanionView, RoleView, SpeakerGroup, SpeakerIndexView, SpeakerItem, SpeakerMonthItem,
    SpeakerView, SpeakerYearItem, SpeakerYearView, SpokenMeetingItem, SpokenWords,
};
pub use watch_views::{WatchIndexView, WatchItem, WatchView, WatchedMeeting, WatchedSpeech, WatchedWords};
