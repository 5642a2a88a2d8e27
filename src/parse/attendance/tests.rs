//! Forms of attendance as clerks write them.

use super::roll_call_in;
use crate::record::{Presence, RollCall};

/// The roll call in a quotation, with its names in short: `present Ann Lee 19:20-`.
fn read(quote: &str) -> Option<(RollCall, Vec<String>)> {
    let mut names: Vec<String> = Vec::new();
    let call = roll_call_in(quote, (0..quote.len()).into(), &mut |name, at| {
        assert_eq!(&quote[at..at + name.len()], name);
        names.push(name.to_owned());
        names.len() as u32 - 1
    })?;
    let time = |time: Option<crate::record::ClockTime>| time.map(|time| time.to_string()).unwrap_or_default();
    let short = call.attendance.attendees.iter().map(|attendee| {
        let stays = attendee.stays.iter().map(|stay| format!(" {}-{}", time(stay.from), time(stay.to)));
        format!("{} {}{}", attendee.presence.name(), names[attendee.by as usize], stays.collect::<String>())
    });
    let short = short.collect();
    Some((call, short))
}

fn short(quote: &str) -> Vec<String> {
    read(quote).map(|(_, short)| short).unwrap_or_default()
}

#[test]
fn attendance_is_read_in_the_forms_of_clerks() {
    assert_eq!(
        short(
            "> **Present:** Ann Lee (Chair), Ben Okri (from 19:20), Cid Moss (until 8 pm)\n> **Apologies:** Dee Ray\n> **Absent:** none\n> **In attendance:** Noor Hallidane (Clerk)"
        ),
        [
            "present Ann Lee",
            "present Ben Okri 19:20-",
            "present Cid Moss -20:00",
            "apologies Dee Ray",
            "in-attendance Noor Hallidane"
        ]
    );
    assert_eq!(
        short("> **出席：** 林岳美（主席）、陳美（19:20 到）、王小明（20:00 離席）\n> 請假：李四\n> **缺席**：無"),
        ["present 林岳美", "present 陳美 19:20-", "present 王小明 -20:00", "apologies 李四"]
    );
    assert_eq!(
        short("> **Présents :** Élise Roy, Marc Aubin (de 19 h 20 à 20 h 45)\n> **Excusés :** Inès Vargholm"),
        ["present Élise Roy", "present Marc Aubin 19:20-20:45", "apologies Inès Vargholm"]
    );
    assert_eq!(
        short("> **Présents :** Élise Roy, Marc Aubin (19 h 20 – 20 h 45)\n> **Excusés :** Inès Vargholm"),
        ["present Élise Roy", "present Marc Aubin 19:20-20:45", "apologies Inès Vargholm"]
    );
    assert_eq!(short("> **Anwesend (2):** Anna Groß und Bernd Klein"), ["present Anna Groß", "present Bernd Klein"]);
    assert_eq!(
        short("> **Present:** Lee, Ann; Okri, Ben (left 9.30 pm);\n> Moss, Cid"),
        ["present Lee, Ann", "present Okri, Ben -21:30", "present Moss, Cid"]
    );
    assert_eq!(short("> **Present:** Ann Lee (Chair, from 19:20)"), ["present Ann Lee 19:20-"]);
    let (call, _) = read("> **Chair:** Ann Lee\n> Present: Ben Okri\n> Quorum: 6 of 9, met.").expect("attendance");
    assert_eq!(call.chair, Some(0));
    let quorum = call.attendance.quorum.expect("a quorum");
    assert_eq!((quorum.needed, quorum.members, quorum.met), (Some(6), Some(9), Some(true)));
    assert_eq!(call.attendance.of(Presence::Present).count(), 2);
    assert_eq!(call.lines.len(), 3);
}

#[test]
fn what_is_not_wholly_attendance_stays_a_quotation() {
    for quote in [
        "> **Present:** the mayor spoke first.",
        "> **Present:** Ann Lee, who came late",
        "> **Present:** Ann Lee (from 1968)",
        "> **Present:** Ann Lee (item 3)",
        "> **Present:** see [the list](list.pdf)",
        "> **Chair:** Order, order",
        "> **Chair:** Ann Lee",
        "> **Present:** Ann Lee\n> The meeting began at seven.",
        "> **Quorum:** a third of the members of the lower house",
        "> **Quorum:** 6 of 9, 3",
        "> Present: Ann Lee",
        "> **Presentation:** Ann Lee",
        "> **Absent:** minds",
        "**Present:** ",
    ] {
        let found = read(quote).filter(|(call, _)| !call.attendance.is_empty());
        assert!(found.is_none(), "{quote}: {found:?}");
    }
}
