// SPDX-License-Identifier: Apache-2.0
// Tables that a program ships as text, and that a file adds to or puts right. Reads a file; any thread.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace jiedui {

// INVALID_ARGUMENT, in one line: the file cannot be read.
absl::StatusOr<std::string> ReadTableFile(const std::string& path);

// INVALID_ARGUMENT, in one line: what is wrong with the file, by the first of the lines that the problem names.
absl::Status WrongTableFile(const std::string& path, const absl::Status& problem);

// The shipped table, with what the file says in its place and beside it; an empty path = the shipped table as it is.
// `parse` makes a StatusOr of a table from text; a table has With(changes). Errors as above.
template <typename Parse>
auto LoadTable(absl::string_view shipped, Parse parse, const std::string& path) -> decltype(parse(shipped)) {
  auto table = parse(shipped);
  if (!table.ok() || path.empty()) return table;
  const absl::StatusOr<std::string> text = ReadTableFile(path);
  if (!text.ok()) return text.status();
  const auto changes = parse(*text);
  if (!changes.ok()) return WrongTableFile(path, changes.status());
  return table->With(*changes);
}

}  // namespace jiedui
