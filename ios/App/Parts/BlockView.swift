// One piece of a record's text, drawn natively: no web view anywhere.

import App4GCore
import ShellKit
import SwiftUI

struct BlockView: View {
  let block: App4GCore.Block
  /// Whether a voice is reading it.
  let isBeingRead: Bool
  /// The bytes of a picture; nil if it is not on the device.
  let picture: (String) async -> Data?
  @Environment(\.palette) private var palette

  var body: some View {
    piece
      .frame(maxWidth: .infinity, alignment: .leading)
      .background(isBeingRead ? Color(token: palette.accentSoft) : .clear)
  }

  @ViewBuilder private var piece: some View {
    switch block {
    case .text(let role, let indent, let marker, let isQuoted, let runs):
      TextBlock(role: role, indent: indent, marker: marker, isQuoted: isQuoted, runs: runs)
    case .table(let caption, let columns, let rows, let spoken):
      TableBlock(caption: caption, columns: columns, rows: rows, spoken: spoken)
    case .picture(let address, let alt, let caption, let width, let height, let missing):
      PictureBlock(
        address: address, alt: alt, caption: caption, width: width, height: height, missing: missing, load: picture)
    case .card(let link):
      OutCard(link: link)
    case .rule:
      Divider()
    }
  }
}

/// Words; lists and quotes are words with an indent.
private struct TextBlock: View {
  /// Points for each level of a list or quote.
  private static let step = 20.0

  let role: TextRole
  let indent: UInt8
  let marker: String?
  let isQuoted: Bool
  let runs: [TextRun]
  @Environment(\.palette) private var palette

  var body: some View {
    HStack(alignment: .firstTextBaseline, spacing: Tokens.Space.s) {
      if let marker {
        Words(marker, style)
      }
      words
    }
    .padding(.leading, Double(indent) * Self.step)
    .overlay(alignment: .leading) {
      if isQuoted {
        Rectangle().fill(Color(token: palette.line)).frame(width: 3)
      }
    }
    .accessibilityElement(children: .combine)
  }

  @ViewBuilder private var words: some View {
    let text = Words(runs.joined(palette), style)
    switch role {
    case .paragraph: text
    case .heading: text.accessibilityAddTraits(.isHeader).accessibilityHeading(.h2)
    case .subheading: text.accessibilityAddTraits(.isHeader).accessibilityHeading(.h3)
    case .code: ScrollView(.horizontal) { text.monospaced().fixedSize() }
    }
  }

  private var style: Tokens.Style {
    switch role {
    case .paragraph: Tokens.Text.reading
    case .heading: Tokens.Text.heading
    case .subheading: Tokens.Text.subheading
    case .code: Tokens.Text.body
    }
  }
}
