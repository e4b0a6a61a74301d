// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/plan_changes.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/plan_names.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

// The resource that a row is of, or guards.
std::string ResourceOf(absl::string_view prefix, absl::string_view key) {
  const size_t slash = key.find('/');
  if (prefix == kAwayPrefix) return absl::StrCat("organizations/", key);
  if (prefix == kCalendarPrefix) return absl::StrCat("persons/", key);
  if (prefix == kCoursePrefix || prefix == kPostingPrefix)
    return absl::StrCat("pairings/", key.substr(0, slash), prefix == kCoursePrefix ? "/courses" : "/postings",
                        key.substr(slash));
  return absl::StrCat("pairings/", key);  // of pairings and seats
}

RuleViolation Violation(absl::string_view row_key, bool is_there) {
  const absl::string_view prefix = row_key.substr(0, row_key.find('/') + 1);
  return {absl::AsciiStrToUpper(prefix.substr(0, prefix.size() - 1)), ResourceOf(prefix, row_key.substr(prefix.size())),
          is_there ? "has changed since the plan was made" : "is no more"};
}

template <typename From>
class Comparison {
 public:
  Comparison(const Tables& tables, const From& from, const storage::v1::PlanBasis& basis)
      : tables_(tables), from_(from), basis_(basis) {}

  absl::StatusOr<std::vector<RuleViolation>> Take() && {
    for (const storage::v1::PlanRow& row : basis_.rows()) RETURN_IF_ERROR(Compare(row.key(), row.digest(), ""));
    for (int k = 0; k < basis_.seekers_size(); ++k) {
      const std::string name = PlanNames(basis_).Assignment(k);
      RETURN_IF_ERROR(Compare(tables_.assignments.RowKey(MemberKey(name)), basis_.seekers(k).digest(), name));
    }
    for (int k = 0; k < basis_.persons_size() && k < basis_.calendar_digests_size(); ++k)
      RETURN_IF_ERROR(Compare(tables_.calendars.RowKey(basis_.persons(k)), basis_.calendar_digests(k), ""));
    return std::move(changed_);
  }

 private:
  absl::Status Compare(const std::string& key, uint64_t digest, const std::string& name) {
    ASSIGN_OR_RETURN(const auto bytes, from_.Get(store::Family::kRows, key));
    if ((bytes.has_value() ? DigestOfRow(*bytes) : 0) == digest) return absl::OkStatus();
    changed_.push_back(Violation(key, bytes.has_value()));
    if (!name.empty()) changed_.back().subject = name;
    return absl::OkStatus();
  }

  const Tables& tables_;
  const From& from_;
  const storage::v1::PlanBasis& basis_;
  std::vector<RuleViolation> changed_;
};

}  // namespace

absl::StatusOr<std::vector<RuleViolation>> ChangedRows(const Tables& tables, const store::Snapshot& snapshot,
                                                       const storage::v1::PlanBasis& basis) {
  return Comparison(tables, snapshot, basis).Take();
}

absl::StatusOr<std::vector<RuleViolation>> ChangedRows(const Tables& tables, const store::Transaction& txn,
                                                       const storage::v1::PlanBasis& basis) {
  return Comparison(tables, txn, basis).Take();
}

absl::Status PlanOutdated(absl::string_view plan, const std::vector<RuleViolation>& changed) {
  return Outdated("PLAN_OUTDATED",
                  absl::StrCat(plan, " is outdated: ", changed.size(),
                               " rows have changed since it was made; call CreatePlan with it as base_plan"),
                  changed, {{"plan", std::string(plan)}, {"changed", absl::StrCat(changed.size())}});
}

}  // namespace jiedui::scheduler
