// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/roster_tally.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/strings/str_format.h"
#include "registry_service/tools/cell_finding.h"

namespace jiedui::registry {
namespace {

using v1::RowFinding;

const char* KindText(RowFinding::Kind kind) {
  switch (kind) {
    case RowFinding::KIND_REFUSED:
      return "拒绝";
    case RowFinding::KIND_WARNED:
      return "提示";
    case RowFinding::KIND_FIXED:
      return "修正";
    default:
      return "其他";
  }
}

}  // namespace

void RosterTally::AddStream(const v1::BulkSummary& summary) {
  created_ += summary.created();
  updated_ += summary.updated();
  unchanged_ += summary.unchanged();
}

void RosterTally::AddOutcome(v1::RowOutcome::Outcome outcome) {
  created_ += outcome == v1::RowOutcome::OUTCOME_CREATED;
  updated_ += outcome == v1::RowOutcome::OUTCOME_UPDATED;
  unchanged_ += outcome == v1::RowOutcome::OUTCOME_UNCHANGED;
}

void RosterTally::AddRow(const std::vector<RowFinding>& findings) {
  ++rows_;
  const bool refused = HasFindingOf(RowFinding::KIND_REFUSED, findings);
  refused_ += refused;
  fixed_ += !refused && HasFindingOf(RowFinding::KIND_FIXED, findings);
  warned_ += !refused && HasFindingOf(RowFinding::KIND_WARNED, findings);
  std::set<std::pair<RowFinding::Kind, std::string>> seen;
  for (const RowFinding& finding : findings) {
    if (!seen.emplace(finding.kind(), finding.code()).second) continue;
    Code& code = codes_[{finding.kind(), finding.code()}];
    if (code.rows++ == 0) code.problem = finding.problem();
  }
}

std::string RosterTally::ToText() const {
  std::string text = absl::StrFormat("共 %d 行: 新建 %d, 更新 %d, 未变 %d, 拒绝 %d; 已修正 %d, 有提示 %d\n", rows_,
                                     created_, updated_, unchanged_, refused_, fixed_, warned_);
  // (-kind, -rows, code): refusals first, then warnings, then what was fixed.
  std::vector<std::tuple<int, int64_t, std::string, std::string>> lines;
  for (const auto& [key, code] : codes_) lines.emplace_back(-key.first, -code.rows, key.second, code.problem);
  std::sort(lines.begin(), lines.end());
  for (const auto& [kind, rows, code, problem] : lines)
    absl::StrAppendFormat(&text, "  %s %7d  %-24s %s\n", KindText(static_cast<RowFinding::Kind>(-kind)), -rows, code,
                          problem);
  return text;
}

}  // namespace jiedui::registry
