//! The department's side of App 4G plus: content is read and checked, then published as a signed repository (decisions 21 to 29).
