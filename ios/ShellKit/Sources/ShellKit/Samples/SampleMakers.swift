// Short ways to make the records of the samples.

import App4GCore

/// What the samples are made of.
enum SampleData {
  static let plain = TextStyle(
    bold: false, italic: false, underline: false, strike: false, code: false, marked: false, shift: .level)

  /// Plain words.
  static func run(_ text: String) -> TextRun {
    TextRun(text: text, style: plain, link: nil)
  }

  static func strong(_ text: String) -> TextRun {
    TextRun(text: text, style: plain.with(\.bold, true), link: nil)
  }

  /// A text in which what stands between two «|» was searched for.
  static func found(_ text: String) -> [TextRun] {
    text.split(separator: "|", omittingEmptySubsequences: false).enumerated()
      .map { at, part in
        TextRun(text: String(part), style: plain.with(\.marked, !at.isMultiple(of: 2)), link: nil)
      }
      .filter { !$0.text.isEmpty }
  }

  static func text(_ runs: TextRun..., role: TextRole = .paragraph) -> Block {
    .text(role: role, indent: 0, marker: nil, isQuoted: false, runs: runs)
  }

  static func item(_ marker: String, _ words: String, indent: UInt8 = 1) -> Block {
    .text(role: .paragraph, indent: indent, marker: marker, isQuoted: false, runs: [run(words)])
  }

  static func cell(_ words: String, isHeading: Bool = false, columns: UInt32 = 1) -> TableCell {
    TableCell(runs: words.isEmpty ? [] : [run(words)], columns: columns, isHeading: isHeading)
  }

  static func line(_ cells: String..., isHeader: Bool = false) -> TableRow {
    TableRow(
      isHeader: isHeader,
      cells: cells.enumerated().map { at, words in cell(words, isHeading: at == 0 && !isHeader) })
  }

  /// A row as the core makes them.
  static func row(
    _ kind: String, _ number: Int, _ title: String, _ meta: String, _ badges: [Badge], isUnread: Bool = false,
    isKept: Bool = false
  ) -> Row {
    let id = "\(kind)-sample-\(number)"
    let before = isUnread ? ["Chưa đọc"] : []
    let after = isKept ? ["Đã lưu"] : []
    let words = badges.map(\.text).joined(separator: ". ")
    let actions = [
      isKept ? RowAction(label: "Bỏ lưu", command: .letGo) : RowAction(label: "Lưu lại", command: .keep),
      isUnread
        ? RowAction(label: "Đánh dấu đã đọc", command: .markRead)
        : RowAction(label: "Đánh dấu chưa đọc", command: .markUnread),
    ]
    return Row(
      id: id, title: title, meta: meta, badges: badges,
      spoken: (before + [title, meta, words] + after).joined(separator: ". "),
      route: .record(kind: kind, id: id, found: ""), isUnread: isUnread, isKept: isKept,
      actions: kind == "article" ? actions : [])
  }

  static func plainly(_ row: Row) -> FoundRow {
    FoundRow(row: row, title: [run(row.title)], snippet: [])
  }

  static func suggestion(_ label: String) -> Suggestion {
    Suggestion(label: label, query: label, spoken: "Tìm: \(label)")
  }

  static func value(
    _ value: String, _ label: String, _ count: String, level: UInt8 = 0, isChosen: Bool = false
  ) -> FacetValue {
    FacetValue(
      value: value, label: label, count: count, level: level, isChosen: isChosen,
      spoken: "\(label), \(count) kết quả")
  }
}

extension TextStyle {
  func with<Value>(_ part: WritableKeyPath<TextStyle, Value>, _ value: Value) -> TextStyle {
    var changed = self
    changed[keyPath: part] = value
    return changed
  }
}
