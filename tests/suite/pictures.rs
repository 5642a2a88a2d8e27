//! Pictures of the content: pages show copies in the widths that they need, upright and without metadata.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use minutebook::pipeline::build_offline;
use minutebook::report::mass::MassKind;
use scraper::{Html, Selector};

use crate::site::{Built, Site, Unseen};
use crate::warm_equals_clean::compare;

/// A picture with a red upper left quarter on blue.
pub(crate) fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let colour = |x, y| if x < width / 2 && y < height / 2 { Rgb([230, 20, 20]) } else { Rgb([20, 20, 230]) };
    let mut bytes = Cursor::new(Vec::new());
    let image = DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, colour));
    image.write_to(&mut bytes, format).expect("memory takes a picture");
    bytes.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    picture(width, height, ImageFormat::Jpeg)
}

/// The picture with Exif that turns it by an orientation and says where it was taken.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    exif.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend([1, 0, 2, 0, 5, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

fn site(picture: impl AsRef<[u8]>) -> Site {
    Site::new().file("content/papers/breach.jpg", picture).file(
        "content/2024-03-11-harbour.md",
        "# Harbour\n### Ann:\nSee ![the *breach* from above](papers/breach.jpg \"In March\") here.\n",
    )
}

const PAGE: &str = "meetings/2024-03-11-harbour/index.html";

/// Attributes of the picture on the page of the record.
fn shown(built: &Built) -> impl Fn(&str) -> String + use<> {
    let html = Html::parse_document(&built.read(PAGE));
    let image = html.select(&Selector::parse(".speech img").expect("a selector")).next().expect("a picture");
    let attributes: Vec<_> = image.value().attrs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    move |name| attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// A copy among those that a browser may choose, by its width.
fn copy(built: &Built, width: u32) -> (String, DynamicImage) {
    let set = shown(built)("srcset");
    let one = set.split(", ").find_map(|one| one.strip_suffix(&format!(" {width}w"))).expect("a copy of that width");
    let bytes = std::fs::read(built.output.join(one.trim_start_matches('/'))).expect("a file");
    (one.to_owned(), image::load_from_memory_with_format(&bytes, ImageFormat::WebP).expect("a picture"))
}

#[test]
fn a_page_shows_a_large_picture_in_the_widths_that_it_needs() {
    let original = jpeg(2000, 1500);
    let built = site(&original).build();
    assert!(built.report.diagnostics.is_empty(), "{:#?}", built.report.diagnostics);
    let attribute = shown(&built);
    for width in [480, 960, 1600] {
        let (href, image) = copy(&built, width);
        assert_eq!((image.width(), image.height()), (width, width * 3 / 4), "{href}");
        assert!(href.starts_with(&format!("/assets/pictures/breach-{width}.")), "{href}");
    }
    assert_eq!(attribute("src"), copy(&built, 960).0);
    assert_eq!((attribute("width"), attribute("height")), ("2000".to_owned(), "1500".to_owned()));
    assert_eq!(attribute("alt"), "the breach from above");
    assert_eq!((attribute("title"), attribute("loading")), ("In March".to_owned(), "lazy".to_owned()));
    assert!(built.read(PAGE).contains("<a href=\"/files/papers/breach.jpg\" class=\"picture\"><img "));
    assert_eq!(std::fs::read(built.output.join("files/papers/breach.jpg")).expect("the original"), original);
    assert_eq!(built.report.mass.of(MassKind::Pictures).files, 3, "they are counted");
}

#[test]
fn a_small_picture_is_shown_as_it_is_with_its_size() {
    let built = site(jpeg(300, 200)).build();
    let attribute = shown(&built);
    assert_eq!((attribute("src"), attribute("srcset")), ("/files/papers/breach.jpg".to_owned(), String::new()));
    assert_eq!((attribute("width"), attribute("height")), ("300".to_owned(), "200".to_owned()));
    assert!(!built.has("assets/pictures"));
}

#[test]
fn copies_are_upright_and_say_nothing_of_where_a_picture_was_taken() {
    let built = site(with_exif(&jpeg(2000, 1000), 6)).build();
    let attribute = shown(&built);
    assert_eq!((attribute("width"), attribute("height")), ("1000".to_owned(), "2000".to_owned()));
    let (href, image) = copy(&built, 480);
    assert_eq!((image.width(), image.height()), (480, 960));
    let red = |x, y| image.to_rgb8().get_pixel(x, y).0[0] > 128;
    assert!(red(400, 100) && !red(100, 100), "what was at the upper left is at the upper right");
    let bytes = std::fs::read(built.output.join(href.trim_start_matches('/'))).expect("a file");
    for word in ["Exif", "EXIF", "GPS", "ICCP", "XMP "] {
        assert!(memchr::memmem::find(&bytes, word.as_bytes()).is_none(), "{word}");
    }
    assert_eq!(built.codes(), ["picture-with-place content/papers/breach.jpg"]);
}

#[test]
fn settings_give_other_widths_or_none() {
    let built = site(jpeg(2000, 1500)).file("content/site.yml", "pictures: {widths: [700, 300]}\n").build();
    let widths: Vec<String> =
        shown(&built)("srcset").split(", ").map(|one| one.rsplit(' ').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(widths, ["300w", "700w"]);
    let built = site(jpeg(2000, 1500)).file("content/site.yml", "pictures: false\n").build();
    assert_eq!(shown(&built)("src"), "/files/papers/breach.jpg");
    assert!(!built.has("assets/pictures"));
    let wrong = site(jpeg(2000, 1500)).file("content/site.yml", "pictures: {widths: [0]}\n").try_build();
    let told = wrong.err().expect("no settings").to_string();
    assert!(told.contains("content/site.yml:1:12") && told.contains("from 16 to 8000"), "{told}");
}

#[test]
fn drawings_are_saved_without_loss_and_stay_transparent() {
    let drawing = image::RgbaImage::from_fn(1200, 600, |x, _| image::Rgba([200, 0, 0, if x < 600 { 255 } else { 0 }]));
    let mut bytes = Cursor::new(Vec::new());
    drawing.write_to(&mut bytes, ImageFormat::Png).expect("memory takes a picture");
    // Its name is that of a photograph; its content decides.
    let built = site(bytes.into_inner()).build();
    let (_, image) = copy(&built, 480);
    let image = image.to_rgba8();
    assert_eq!((image.get_pixel(10, 10).0, image.get_pixel(470, 10).0[3]), ([200, 0, 0, 255], 0));
}

#[test]
fn pictures_of_sixteen_bits_and_grey_ones_are_made_narrower_as_well() {
    for image in [
        DynamicImage::ImageRgb16(image::ImageBuffer::from_pixel(1000, 500, Rgb([65535, 0, 0]))),
        DynamicImage::ImageLuma16(image::ImageBuffer::from_pixel(1000, 500, image::Luma([65535]))),
        DynamicImage::ImageLumaA8(image::ImageBuffer::from_pixel(1000, 500, image::LumaA([255, 255]))),
    ] {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).expect("memory takes a picture");
        let built = site(bytes.into_inner()).build();
        assert_eq!(copy(&built, 480).1.to_rgb8().get_pixel(100, 100).0[0], 255);
    }
}

#[test]
fn what_moves_or_has_no_pixels_stays_as_it_is_and_has_its_size() {
    let mut moving = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut moving);
    for colour in [10, 200] {
        let frame = image::RgbaImage::from_pixel(900, 300, image::Rgba([colour, 0, 0, 255]));
        encoder.encode_frame(image::Frame::new(frame)).expect("a frame");
    }
    drop(encoder);
    let vector = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 900 300'/>".to_vec();
    for (name, bytes) in [("a.gif", moving), ("a.svg", vector)] {
        let built = Site::new()
            .file(&format!("content/{name}"), bytes)
            .file("content/2024-03-11-harbour.md", format!("# Harbour\n### Ann:\n![A chart]({name})\n"))
            .build();
        let attribute = shown(&built);
        assert_eq!(attribute("src"), format!("/files/{name}"));
        assert_eq!((attribute("width"), attribute("height")), ("900".to_owned(), "300".to_owned()), "{name}");
        assert!(built.codes().is_empty(), "{:?}", built.codes());
    }
}

#[test]
fn a_portrait_is_small_beside_words_and_larger_on_its_page() {
    let built = Site::new()
        .file("content/ann.jpg", jpeg(1500, 2000))
        .file("content/people.yml", "people:\n  - {id: ann, names: {en: Ann}, labels: [Ann], portrait: ann.jpg}\n")
        .file("content/2024-03-11-harbour.md", "# Harbour\n### Ann:\nAye.\n")
        .build();
    let file = |html: &str, before: &str| {
        let at = html.find(before).expect("a picture") + before.len();
        let href = html[at..].split('"').next().unwrap_or_default().trim_start_matches('/').to_owned();
        let bytes = std::fs::read(built.output.join(&href)).expect("a file");
        let image = image::load_from_memory_with_format(&bytes, ImageFormat::WebP).expect("a picture");
        (image.width(), image.height())
    };
    let page = built.read("speakers/ann/index.html");
    assert_eq!(file(&page, "class=\"portrait\" src=\""), (192, 256));
    assert!(page.contains("\"image\":\"https://records.example/files/ann.jpg\""), "programs get the original");
    let record = built.read(PAGE);
    let at = record.find("class=\"mark face").expect("a portrait");
    assert_eq!(file(&record[at..], "src=\""), (64, 85));
    assert_eq!(built.report.mass.of(MassKind::Pictures).files, 2, "no others are made");
}

#[test]
fn too_many_pixels_are_not_decoded_and_damage_is_reported() {
    // The head of a PNG that would need gigabytes.
    let mut bomb = picture(8, 8, ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let mut crc = flate2::Crc::new();
    crc.update(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    let built = site(bomb).build();
    assert_eq!(built.codes(), ["picture-too-large content/papers/breach.jpg"]);
    assert_eq!(shown(&built)("src"), "/files/papers/breach.jpg");
    let whole = picture(1200, 900, ImageFormat::Png);
    let built = site(&whole[..whole.len() / 2]).build();
    assert_eq!(built.codes(), ["broken-picture content/papers/breach.jpg"]);
    assert_eq!(copy(&built, 480).1.height(), 360, "what is there is shown");
    let built = site("no picture").build();
    assert_eq!(built.codes(), ["broken-picture content/papers/breach.jpg"]);
    assert_eq!(shown(&built)("src"), "/files/papers/breach.jpg");
}

#[test]
fn a_picture_in_a_link_or_without_a_description_is_in_no_further_link() {
    let record = "# Harbour\n### Ann:\n[![The breach](papers/breach.jpg)](https://a.example/) ![](papers/breach.jpg)\n";
    let html = site(jpeg(1200, 900)).file("content/2024-03-11-harbour.md", record).build().read(PAGE);
    assert!(html.contains("srcset=") && !html.contains("class=\"picture\""), "{html}");
}

#[test]
fn a_picture_that_is_only_linked_to_has_no_copies() {
    let record = "# Harbour\n### Ann:\n[The breach](papers/breach.jpg)\n";
    let built = site(jpeg(1200, 900)).file("content/2024-03-11-harbour.md", record).build();
    assert!(built.has("files/papers/breach.jpg") && !built.has("assets/pictures"));
}

#[test]
fn a_warm_build_decodes_nothing_again_and_equals_a_clean_one() {
    let mut site = site(picture(1200, 900, ImageFormat::Png));
    site.options.cache = true;
    compare(&site, &site.build());
    // What lies in the cache is copied: a picture that were decoded again would have other bytes.
    let cache = site.path(".minutebook/cache/pictures");
    let of_cache: Vec<_> = std::fs::read_dir(&cache).expect("a folder").flatten().map(|entry| entry.path()).collect();
    assert_eq!(of_cache.len(), 3);
    of_cache.iter().for_each(|place| std::fs::write(place, "from the cache").expect("to write"));
    std::fs::remove_dir_all(site.output()).expect("the output");
    let built = site.build();
    let (_, bytes) = built.files().into_iter().find(|(path, _)| path.starts_with("assets/pictures/")).expect("a copy");
    assert_eq!(bytes, b"from the cache");
    std::fs::remove_dir_all(&cache).expect("the cache");
    site.write("content/papers/breach.jpg", jpeg(800, 900));
    compare(&site, &site.build());
    site.write("content/papers/breach.jpg", with_exif(&jpeg(800, 900), 3));
    compare(&site, &site.build());
}

#[test]
fn copies_open_from_a_folder() {
    let site = site(jpeg(2000, 1500));
    build_offline(&site.options, &Unseen).unwrap_or_else(|failure| panic!("{failure}"));
    let html = std::fs::read_to_string(site.output().join(PAGE)).expect("a page");
    assert!(html.contains("srcset=\"../../assets/pictures/breach-480."), "{html}");
    assert!(html.contains(" 480w, ../../assets/pictures/breach-960."), "{html}");
}
