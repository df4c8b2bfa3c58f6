//! Size and format come from the bytes alone: every format is measured, SVG and too many pixels are refused, no bytes
//! fail.

use proptest::prelude::*;

use super::*;

fn png(width: u32, height: u32) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes()].concat()
}

fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).expect("small");
    [&length.to_be_bytes(), kind.as_slice(), content].concat()
}

fn size(bytes: &[u8]) -> (ImageFormat, u32, u32) {
    let info = inspect(bytes).expect("an image");
    (info.format, info.width, info.height)
}

#[test]
fn each_format_says_its_size_in_its_header() {
    assert_eq!(size(&png(640, 480)), (ImageFormat::Png, 640, 480));
    assert_eq!(size(b"GIF89a\x80\x02\xe0\x01"), (ImageFormat::Gif, 640, 480));
    assert_eq!(
        size(b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x02\xff\xc2\0\x11\x08\x01\xe0\x02\x80"),
        (ImageFormat::Jpeg, 640, 480)
    );
    assert_eq!(size(b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01"), (ImageFormat::Webp, 640, 480));
    assert_eq!(size(b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), (ImageFormat::Webp, 640, 480));
    let packed: u32 = 639 | 479 << 14;
    let lossless = [b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f".as_slice(), &packed.to_le_bytes()].concat();
    assert_eq!(size(&lossless), (ImageFormat::Webp, 640, 480));
    let bmp =
        [b"BM".as_slice(), &[0; 12], &40_u32.to_le_bytes(), &640_u32.to_le_bytes(), &(-480_i32).to_le_bytes()].concat();
    assert_eq!(size(&bmp), (ImageFormat::Bmp, 640, 480));
}

fn avif(sizes: &[(u32, u32)]) -> Vec<u8> {
    let properties: Vec<u8> = sizes
        .iter()
        .flat_map(|(width, height)| {
            boxed(b"ispe", &[&[0; 4], width.to_be_bytes().as_slice(), &height.to_be_bytes()].concat())
        })
        .collect();
    let meta = [&[0; 4], boxed(b"iprp", &boxed(b"ipco", &properties)).as_slice()].concat();
    [boxed(b"ftyp", b"avif\0\0\0\0mif1"), boxed(b"meta", &meta)].concat()
}

#[test]
fn an_avif_grid_is_as_large_as_its_largest_part() {
    assert_eq!(size(&avif(&[(64, 64), (640, 480), (100, 100)])), (ImageFormat::Avif, 640, 480));
}

#[test]
fn thirty_megapixels_are_too_many() {
    assert_eq!(inspect(&png(6000, 5000)), Err(ImageRefusal::TooLarge { width: 6000, height: 5000 }));
    assert!(inspect(&png(6000, 4000)).is_ok());
    assert_eq!(inspect(&png(u32::MAX, u32::MAX)).map_err(|e| matches!(e, ImageRefusal::TooLarge { .. })), Err(true));
}

#[test]
fn a_page_called_png_is_a_page() {
    assert_eq!(inspect(b"\n <!DOCTYPE html><title>404</title>"), Err(ImageRefusal::Html));
    assert_eq!(inspect(b"<html><body>GIF89a"), Err(ImageRefusal::Html));
}

#[test]
fn svg_is_refused_however_it_begins() {
    for svg in [
        "<svg xmlns='x'/>",
        "\u{feff}<?xml version='1.0'?>\n<!-- x --><svg>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'><svg>",
    ] {
        assert_eq!(inspect(svg.as_bytes()), Err(ImageRefusal::Svg), "{svg}");
    }
}

#[test]
fn a_header_cut_off_is_no_image() {
    for whole in [png(640, 480), b"GIF89a\x80\x02\xe0\x01".to_vec(), avif(&[(640, 480)])] {
        for length in 0..whole.len() {
            assert!(inspect(&whole[..length]).is_err());
        }
    }
    assert_eq!(inspect(&png(0, 480)), Err(ImageRefusal::Truncated));
    assert_eq!(inspect(b""), Err(ImageRefusal::Unknown));
}

#[test]
fn a_jpeg_that_never_comes_to_its_frame_ends() {
    assert_eq!(inspect(&[&b"\xff\xd8"[..], &[0xff; 100_000]].concat()), Err(ImageRefusal::Truncated));
}

#[test]
fn large_images_wait_for_a_network_that_costs_nothing() {
    assert!(is_affordable(MAX_METERED_BYTES, NetworkCost::Metered));
    assert!(!is_affordable(MAX_METERED_BYTES + 1, NetworkCost::Metered));
    assert!(is_affordable(MAX_METERED_BYTES + 1, NetworkCost::Unmetered));
}

#[test]
fn images_in_lists_and_quotes_are_found_once_each() {
    let html = "<img src=https://a.example/1.jpg><ul><li><img src=https://a.example/2.jpg></li></ul><blockquote><img src=https://a.example/1.jpg></blockquote>";
    assert_eq!(addresses(&crate::reader::blocks(html, None)), ["https://a.example/1.jpg", "https://a.example/2.jpg"]);
}

proptest! {
    #[test]
    fn no_bytes_make_it_fail(
        start in proptest::sample::select(vec![
            b"\xff\xd8\xff".to_vec(), png(1, 1), b"GIF89a".to_vec(), b"RIFF\0\0\0\0WEBPVP8X".to_vec(), b"RIFF\0\0\0\0WEBPVP8L".to_vec(),
            avif(&[(1, 1)]), b"BM".to_vec(), b"<svg".to_vec(), Vec::new(),
        ]),
        rest in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        if let Ok(info) = inspect(&[start, rest].concat()) {
            prop_assert!(u64::from(info.width) * u64::from(info.height) <= MAX_PIXELS);
        }
    }
}
