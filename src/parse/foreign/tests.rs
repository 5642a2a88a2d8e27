use super::imported_record::{ImportedBlock, ImportedSpeech};
use super::inline_markdown::InlineMarkdown;
use super::*;
use crate::markdown::plain_text;

fn read(format: ImportFormat, text: &str) -> ImportedRecord {
    format.read(text.as_bytes(), &ForeignNames::default()).expect("a record").records.remove(0)
}

fn short(text: &str) -> Vec<String> {
    let format = ImportFormat::detect(text.as_bytes()).expect("a format");
    let record = read(format, text);
    let one = |speech: &ImportedSpeech| {
        let time = speech.start.map_or_else(String::new, timestamp::written);
        let texts = speech.blocks.iter().flat_map(markdown_record::texts).map(plain_text);
        format!("{time} {}: {}", speech.speaker, texts.collect::<Vec<_>>().join(" / "))
    };
    record.speeches().map(one).collect()
}

#[test]
fn cues_of_one_speaker_are_one_speech() {
    let text = "WEBVTT - made by a recorder\n\nNOTE\nby hand\n\nSTYLE\n::cue { color: red }\n\nab/1-0\n00:00:01.000 --> 00:00:02.000\n<v Lee, Ann>Good\n\n\
                ab/1-1\n00:00:02.000 --> 00:00:03.000 align:start\n<v Lee, Ann>evening.</v>\n\n00:00:09.000 --> 00:00:10.000\nWelcome.\n\n\
                00:00:10.000 --> 00:00:11.000\n<v Ben>Thank you &amp; good night.";
    assert_eq!(short(text), ["00:00:01 Lee, Ann: Good evening. / Welcome.", "00:00:10 Ben: Thank you & good night."]);
    let left_out = read(ImportFormat::WebVtt, text).left_out;
    let lines: Vec<(usize, &str)> = left_out.iter().map(|left| (left.line, &*left.text)).collect();
    assert_eq!(lines, [(3, "NOTE"), (4, "by hand"), (7, "::cue { color: red }")]);
}

#[test]
fn subrip_names_speakers_at_a_change() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\nAnn Lee: Good evening.\n\n2\n00:00:03,000 --> 00:00:04,000\nWe begin.\n\n\
                4\n00:00:07,000 --> 00:00:08,000\n- Aye.\n- Nay.\n\n3\n00:00:05,000 --> 00:00:06,000\nBEN OKRI: I move it.\n";
    assert_eq!(
        short(text),
        [
            "00:00:01 Ann Lee: Good evening. We begin.",
            "00:00:05 BEN OKRI: I move it.",
            "00:00:07 : Aye.",
            "00:00:07 : Nay."
        ]
    );
}

#[test]
fn recorders_write_name_and_time_above_or_in_front() {
    let otter = "Council of March\n\nAnn Lee  0:05 \nGood evening.\nWe begin.\n\nBen Okri  1:02:03\nI move it.\n\nTranscribed by https://otter.ai\n";
    assert_eq!(short(otter), ["00:00:05 Ann Lee: Good evening. We begin.", "01:02:03 Ben Okri: I move it."]);
    assert_eq!(read(ImportFormat::PlainText, otter).left_out.len(), 2);
    let zoom = "[Ann Lee] 19:00:05\nGood evening.\n[Ben Okri] 19:00:09\nI move it.\n";
    assert_eq!(short(zoom), ["19:00:05 Ann Lee: Good evening.", "19:00:09 Ben Okri: I move it."]);
    let whisper = "[00:00.000 --> 00:04.000]  Good evening.\n[00:04.000 --> 00:06.000]  We begin.\n";
    assert_eq!(short(whisper), ["00:00:00 : Good evening. / We begin."]);
    let lines = "[00:00:05] 林岳美：大家好\n[00:00:09] 陳美：好\n";
    assert_eq!(short(lines), ["00:00:05 林岳美: 大家好", "00:00:09 陳美: 好"]);
}

#[test]
fn minutes_with_a_time_here_and_there_are_no_text_of_a_recorder() {
    let minutes = |line: &str| {
        let text = format!(
            "Council\n\nAnn Lee: Good evening.\n\nBen Ode: I object.\n\n{line}\n\nBen Ode: No.\n\nCid Moss: Yes."
        );
        let format = ImportFormat::detect(text.as_bytes()).expect("a format");
        let record = read(format, &text);
        assert_eq!(record.left_out, [], "{line}");
        markdown_record(&record, "Council", "Speaker")
    };
    let expected = |middle: &str| {
        format!(
            "# Council\n\n### Ann Lee:\nGood evening.\n\n### Ben Ode:\nI object.\n\n{middle}\n\n### Ben Ode:\nNo.\n\n### Cid Moss:\nYes.\n"
        )
    };
    assert_eq!(minutes("Adjourned (10:45)"), expected("> (Adjourned (10:45))"));
    for line in [
        "10:45 Ann Lee: Let us go on.",
        "(10:45) Ann Lee: Let us go on.",
        "[10:45] Ann Lee: Let us go on.",
        "Ann Lee (10:45): Let us go on.",
        "Ann  Lee [10:45]: Let us go on.",
    ] {
        assert_eq!(minutes(line), expected("### Ann Lee [10:45]:\nLet us go on."), "{line}");
    }
    assert_eq!(minutes("We met at 10:45 in the hall."), expected("We met at 10:45 in the hall."));
}

#[test]
fn lines_of_a_recorder_without_a_time_keep_their_speaker() {
    let text = "[0:05] Ann Lee: One.\n[0:06] Ben Ode: Two.\n[0:07] Ann Lee: Three.\n[0:08] Ben Ode: Four.\n[0:09] Cid Moss: Five.\nAnn Lee: Six.\n";
    assert_eq!(
        short(text),
        [
            "00:00:05 Ann Lee: One.",
            "00:00:06 Ben Ode: Two.",
            "00:00:07 Ann Lee: Three.",
            "00:00:08 Ben Ode: Four.",
            "00:00:09 Cid Moss: Five.",
            " Ann Lee: Six."
        ]
    );
}

#[test]
fn remarks_in_brackets_are_events_of_captions() {
    let cue = |second: u32, words: &str| format!("00:00:0{second}.000 --> 00:00:0{second}.900\n{words}\n\n");
    let text = [
        "WEBVTT\n\n".to_owned(),
        cue(1, "[MUSIC]"),
        cue(2, "<v Ann Lee>Thank you all."),
        cue(3, "[APPLAUSE AND\nCHEERS]"),
        cue(4, "We go on\n(laughter)"),
        cue(5, "[inaudible]"),
        cue(6, "with (some) tea (now)."),
        cue(7, "<v Ben Ode>[laughs]"),
    ]
    .concat();
    assert_eq!(
        markdown_record(&read(ImportFormat::WebVtt, &text), "Council", "Speaker"),
        "# Council\n\n> (MUSIC)\n\n### Ann Lee [00:00:02]:\nThank you all.\n\n> (APPLAUSE AND CHEERS)\n\nWe go on\n\n> (laughter)\n\n\
         \\[inaudible\\] with (some) tea (now).\n\n### Ben Ode [00:00:07]:\n\\[laughs\\]\n"
    );
}

#[test]
fn what_is_none_of_them_is_not_guessed() {
    for text in
        ["", "# Council\n\n### Ann:\nAye.\n", "19:00 Opening\n19:10 Fares\n", "WEBVTTX\n", "Ann said so at 0:05\n"]
    {
        assert_eq!(ImportFormat::detect(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn words_that_look_like_markdown_stay_words() {
    let record = ImportedRecord {
        parts: vec![ImportedPart::Speech(ImportedSpeech {
            speaker: "Ann *Lee*".to_owned(),
            start: Some(61_000),
            blocks: ["# 1", "3. <b> [a](b)"].map(|text| ImportedBlock::Paragraph(InlineMarkdown::plain(text))).into(),
            ..ImportedSpeech::default()
        })],
        ..ImportedRecord::default()
    };
    assert_eq!(
        markdown_record(&record, "2024-03-11 Council", "Speaker"),
        "# 2024-03-11 Council\n\n### Ann \\*Lee\\* [00:01:01]:\n\\# 1\n\n3\\. \\<b> \\[a\\](b)\n"
    );
}
