// SPDX-License-Identifier: Apache-2.0
#include "common/base/table_file.h"

#include <fstream>
#include <sstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"

namespace jiedui {

absl::StatusOr<std::string> ReadTableFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  // A directory opens, and then gives nothing.
  if (!file || !text) return absl::InvalidArgumentError(absl::StrCat(path, ": cannot be read"));
  return text.str();
}

absl::Status WrongTableFile(const std::string& path, const absl::Status& problem) {
  const std::vector<FieldViolation> lines = FieldViolationsOf(problem);
  if (lines.empty()) return absl::InvalidArgumentError(absl::StrCat(path, ": ", problem.message()));
  const size_t others = lines.size() - 1;
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": ", lines[0].field, ": ", lines[0].description,
                   others == 0 ? "" : absl::StrCat("; ", others, " more lines are wrong")));
}

}  // namespace jiedui
