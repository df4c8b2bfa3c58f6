// Pieces of text of different looks as one text.

import App4GCore
import ShellKit
import SwiftUI

extension [TextRun] {
  /// The pieces as one. Those above or below the line get their size from `Words`, which knows how large text is.
  func joined(_ palette: Tokens.Palette) -> AttributedString {
    reduce(into: AttributedString()) { whole, run in
      whole.append(run.attributed(palette))
    }
  }
}

extension TextRun {
  fileprivate func attributed(_ palette: Tokens.Palette) -> AttributedString {
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
    case .sub: piece.swiftUI.baselineOffset = -0.2
    case .sup: piece.swiftUI.baselineOffset = 0.35
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
  /// Draws what stands above or below the line smaller, and shifts it by its part of `size`, the size of the text around it.
  func shifted(in size: Double) -> AttributedString {
    var text = self
    for run in runs {
      guard let part = run.swiftUI.baselineOffset else { continue }
      text[run.range].swiftUI.baselineOffset = part * size
      text[run.range].swiftUI.font = .system(size: size * 0.75)
    }
    return text
  }
}
