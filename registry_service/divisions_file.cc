// SPDX-License-Identifier: Apache-2.0
#include "registry_service/divisions_file.h"

#include <fstream>
#include <sstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"

namespace jiedui::registry {
namespace {

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  // A directory opens, and then gives nothing.
  if (!file || !text) return absl::InvalidArgumentError(absl::StrCat(path, ": cannot be read"));
  return text.str();
}

absl::Status WrongFile(const std::string& path, const absl::Status& problem) {
  const std::vector<FieldViolation> lines = FieldViolationsOf(problem);
  if (lines.empty()) return absl::InvalidArgumentError(absl::StrCat(path, ": ", problem.message()));
  const size_t others = lines.size() - 1;
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": ", lines[0].field, ": ", lines[0].description,
                   others == 0 ? "" : absl::StrCat("; ", others, " more lines are wrong")));
}

}  // namespace

absl::StatusOr<Divisions> LoadDivisions(const std::string& path) {
  ASSIGN_OR_RETURN(Divisions shipped, ParseDivisions(ShippedDivisions()));
  if (path.empty()) return shipped;
  ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  const absl::StatusOr<Divisions> changes = ParseDivisions(text);
  if (!changes.ok()) return WrongFile(path, changes.status());
  return shipped.With(*changes);
}

}  // namespace jiedui::registry
