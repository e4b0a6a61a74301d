// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/cell_finding.h"

#include <algorithm>

#include "google/rpc/error_details.pb.h"

namespace jiedui::registry {
namespace {

using v1::RowFinding;

// The last detail of its kind, or an empty one.
template <typename Detail>
Detail DetailOf(const google::rpc::Status& status) {
  Detail detail;
  for (const auto& packed : status.details())
    if (packed.Is<Detail>() && !packed.UnpackTo(&detail)) detail.Clear();
  return detail;
}

}  // namespace

RowFinding NewFinding(RowFinding::Kind kind, const FindingWords& words, absl::string_view path,
                      absl::string_view value) {
  RowFinding finding;
  finding.set_kind(kind);
  finding.set_code(std::string(words.code));
  finding.set_field(std::string(path));
  finding.set_value(std::string(value));
  finding.set_problem(std::string(words.problem));
  finding.set_suggestion(std::string(words.suggestion));
  return finding;
}

bool HasFindingOf(RowFinding::Kind kind, const std::vector<RowFinding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [kind](const RowFinding& finding) { return finding.kind() == kind; });
}

std::vector<RowFinding> FindingsIn(const v1::RowOutcome& outcome) {
  std::vector<RowFinding> findings(outcome.findings().begin(), outcome.findings().end());
  if (outcome.outcome() != v1::RowOutcome::OUTCOME_REFUSED || HasFindingOf(RowFinding::KIND_REFUSED, findings))
    return findings;
  const std::string reason = DetailOf<google::rpc::ErrorInfo>(outcome.status()).reason();
  const auto bad = DetailOf<google::rpc::BadRequest>(outcome.status());
  for (const auto& violation : bad.field_violations())
    findings.push_back(NewFinding(RowFinding::KIND_REFUSED, {reason, violation.description(), "改正后重新导入"},
                                  violation.field(), ""));
  if (bad.field_violations().empty())
    findings.push_back(
        NewFinding(RowFinding::KIND_REFUSED, {reason, outcome.status().message(), "改正后重新导入"}, "", ""));
  return findings;
}

}  // namespace jiedui::registry
