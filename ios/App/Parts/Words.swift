// Text of any kind: it wraps, and is never cut off.

import ShellKit
import SwiftUI

/// Plain text.
struct Words: View {
  private let text: AttributedString
  private let style: Tokens.Style
  private let color: Color?
  @Environment(\.palette) private var palette
  @Environment(\.textFactor) private var factor
  @ScaledMetric private var scaled: Double

  init(_ text: String, _ style: Tokens.Style = Tokens.Text.body, color: Color? = nil) {
    self.init(AttributedString(text), style, color: color)
  }

  init(_ text: AttributedString, _ style: Tokens.Style = Tokens.Text.body, color: Color? = nil) {
    self.text = text
    self.style = style
    self.color = color
    _scaled = ScaledMetric(wrappedValue: style.size, relativeTo: style.kin)
  }

  var body: some View {
    Text(text.shifted(in: scaled * factor))
      .typed(style)
      .foregroundStyle(color ?? Color(token: palette.ink))
      .multilineTextAlignment(.leading)
      .fixedSize(horizontal: false, vertical: true)
  }
}

/// Text beside other text: dates, sources, hints.
struct SoftWords: View {
  let text: String
  @Environment(\.palette) private var palette

  init(_ text: String) {
    self.text = text
  }

  var body: some View {
    Words(text, Tokens.Text.small, color: Color(token: palette.inkSoft))
  }
}

/// Text that a reader with a voice can jump to.
struct Heading: View {
  let text: String
  let style: Tokens.Style

  init(_ text: String, _ style: Tokens.Style = Tokens.Text.heading) {
    self.text = text
    self.style = style
  }

  var body: some View {
    Words(text, style).accessibilityAddTraits(.isHeader)
  }
}
