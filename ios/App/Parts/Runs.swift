// Pieces of text of different looks as one text.

import App4GCore
import ShellKit
import SwiftUI

extension [TextRun] {
  /// The pieces as one; `base` is the step of the type scale that they stand in, for those that are smaller than it.
  func joined(_ palette: Tokens.Palette, _ base: Tokens.Style = Tokens.Text.body) -> AttributedString {
    reduce(into: AttributedString()) { whole, run in
      whole.append(run.attributed(palette, base))
    }
  }
}

extension TextRun {
  fileprivate func attributed(_ palette: Tokens.Palette, _ base: Tokens.Style) -> AttributedString {
    var piece = AttributedString(text)
    var intent: InlinePresentationIntent = []
    if style.bold { intent.insert(.stronglyEmphasized) }
    if style.italic { intent.insert(.emphasized) }
    if style.code { intent.insert(.code) }
    piece.inlinePresentationIntent = intent
    if style.underline { piece.underlineStyle = .single }
    if style.strike { piece.strikethroughStyle = .single }
    if style.marked {
      piece.backgroundColor = Color(token: palette.marked)
      piece.foregroundColor = Color(token: palette.ink)
    }
    switch style.shift {
    case .level: break
    case .sub: piece.shift(by: -0.2, base)
    case .sup: piece.shift(by: 0.35, base)
    }
    if let address = link, let url = URL(string: address) {
      piece.link = url
      piece.foregroundColor = Color(token: palette.link)
      piece.underlineStyle = .single
    }
    return piece
  }
}

extension AttributedString {
  /// Puts it above or below the line, smaller; `part` is of the size of the text around it.
  fileprivate mutating func shift(by part: Double, _ base: Tokens.Style) {
    baselineOffset = base.size * part
    font = .system(size: base.size * 0.75)
  }
}
