// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/file_load.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/status_macros.h"

namespace jiedui::demo {
namespace {

absl::Status Refusal(absl::string_view file, const LoadCounts& counts) {
  return absl::UnknownError(
      absl::StrCat(file, ": ", counts.refused, " refused; the first: ", counts.first_error().ToString()));
}

absl::Status Failure(absl::string_view file, const absl::Status& error) {
  return absl::Status(error.code(), absl::StrCat(file, ": ", error.message()));
}

std::string RefusedRows(const LoadCounts& counts) {
  std::string text;
  for (const absl::Status& error : counts.errors) absl::StrAppend(&text, "    refused: ", error.ToString(), "\n");
  const int64_t others = counts.refused - static_cast<int64_t>(counts.errors.size());
  if (others > 0) absl::StrAppend(&text, "    and ", others, " more\n");
  return text;
}

}  // namespace

std::string LoadLine(absl::string_view what, const LoadCounts& counts, absl::Duration time) {
  return absl::StrFormat("%-55s %5d rows: created %d, updated %d, unchanged %d, refused %d (%d ms)\n", what,
                         counts.rows, counts.created, counts.updated, counts.unchanged, counts.refused,
                         absl::ToInt64Milliseconds(time));
}

absl::Status LoadFiles(const std::vector<RpcFile>& files, Loader& loader, const Clock& clock,
                       const std::function<void(absl::string_view)>& say) {
  ASSIGN_OR_RETURN(const bool loaded_before, loader.HasPairingOf(files));
  int64_t refused = 0;
  for (const RpcFile& file : files) {
    const absl::Time start = clock.Now();
    const absl::StatusOr<LoadCounts> counts = loader.Load(file);
    if (!counts.ok()) return absl::UnknownError(absl::StrCat(file.name, ": ", counts.status().ToString()));
    say(LoadLine(file.name, *counts, clock.Now() - start));
    if (!counts->failure.ok()) return Failure(file.name, counts->failure);
    if (counts->refused == 0) continue;
    if (!loaded_before) return Refusal(file.name, *counts);
    say(RefusedRows(*counts));
    refused += counts->refused;
  }
  if (refused > 0) say(absl::StrCat("Left out, because they do not fit what is there already: ", refused, "\n"));
  return absl::OkStatus();
}

}  // namespace jiedui::demo
