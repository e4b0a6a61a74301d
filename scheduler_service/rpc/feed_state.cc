// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/feed_state.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/status_macros.h"
#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {
namespace {

using store::Snapshot;
using v1::Assignment;
using v1::ResourceState;

// Rows outside of these are never read. The prefix of a pairing is also that of pairings with a longer id.
std::vector<rpc::FeedType> TypesOf(const v1::WatchChangesRequest& request) {
  const std::string pairing = PairingKey(request.pairing());
  const std::string members = pairing.empty() ? "" : pairing + "/";
  const rpc::FeedType assignments{v1::RESOURCE_TYPE_ASSIGNMENT, absl::StrCat(kAssignmentPrefix, members)};
  if (!request.person().empty()) return {assignments};
  return rpc::WantedTypes({{v1::RESOURCE_TYPE_PAIRING, absl::StrCat(kPairingPrefix, pairing)},
                           {v1::RESOURCE_TYPE_COURSE, absl::StrCat(kCoursePrefix, members)},
                           {v1::RESOURCE_TYPE_POSTING, absl::StrCat(kPostingPrefix, members)},
                           assignments,
                           {v1::RESOURCE_TYPE_DEMAND, absl::StrCat(kDemandPrefix, members)},
                           {v1::RESOURCE_TYPE_PLAN, absl::StrCat(kPlanPrefix, members)},
                           {v1::RESOURCE_TYPE_AGREEMENT, absl::StrCat(kAgreementPrefix, members)},
                           {v1::RESOURCE_TYPE_OUTCOME, absl::StrCat(kOutcomePrefix, members)},
                           {v1::RESOURCE_TYPE_MANUAL_FIGURE, absl::StrCat(kManualFigurePrefix, members)},
                           {v1::RESOURCE_TYPE_EDITION, absl::StrCat(kEditionPrefix, members)},
                           {v1::RESOURCE_TYPE_CORRECTION, absl::StrCat(kCorrectionPrefix, members)},
                           {v1::RESOURCE_TYPE_COURSE_EXPENSE, absl::StrCat(kExpensePrefix, members)}},
                          request.types());
}

// The state with the resource of a record, which is not copied.
template <typename Record, typename Resource>
absl::StatusOr<ResourceState> StateOfRow(absl::string_view row_key, absl::string_view bytes,
                                         Resource* (Record::*resource)(), Resource* (ResourceState::*state)()) {
  ASSIGN_OR_RETURN(Record record, rpc::DecodedRow<Record>(row_key, bytes));
  ResourceState answer;
  (answer.*state)()->Swap((record.*resource)());
  return answer;
}

}  // namespace

absl::Status Feed::Check(const Request& request) {
  if (request.person().empty()) return absl::OkStatus();
  for (int i = 0; i < request.types_size(); ++i)
    if (request.types(i) != v1::RESOURCE_TYPE_ASSIGNMENT)
      return InvalidField(absl::StrCat("types[", i, "]"),
                          "is not RESOURCE_TYPE_ASSIGNMENT: of a person there are only assignments");
  return absl::OkStatus();
}

Feed::Feed(const Request& request) : pairing_(request.pairing()), person_(request.person()), types_(TypesOf(request)) {}

absl::StatusOr<std::optional<ResourceState>> Feed::StateOf(int type, absl::string_view row_key, absl::string_view bytes,
                                                           const Snapshot& snapshot) const {
  ASSIGN_OR_RETURN(ResourceState state, Decoded(type, row_key, bytes));
  if (!IsWanted(state)) return std::nullopt;
  if (state.has_assignment()) {
    Assignment& told = *state.mutable_assignment();
    RETURN_IF_ERROR(VeilName(told, snapshot, told));
  }
  return state;
}

absl::StatusOr<v1::Commit> Feed::CommitOf(const store::v1::ChangeEntry& entry, const Snapshot& snapshot) const {
  return rpc::CommitOfEntry<v1::Commit>(
      entry, types_, [&](int type, const store::v1::RowChange& row) { return ChangeOf(type, row, snapshot); });
}

absl::StatusOr<ResourceState> Feed::Decoded(int type, absl::string_view row_key, absl::string_view bytes) {
  using State = ResourceState;
  const auto as = [&](auto resource, auto state) { return StateOfRow(row_key, bytes, resource, state); };
  switch (type) {
    case v1::RESOURCE_TYPE_PAIRING:
      return as(&storage::v1::PairingRecord::mutable_pairing, &State::mutable_pairing);
    case v1::RESOURCE_TYPE_COURSE:
      return as(&storage::v1::CourseRecord::mutable_course, &State::mutable_course);
    case v1::RESOURCE_TYPE_POSTING:
      return as(&storage::v1::PostingRecord::mutable_posting, &State::mutable_posting);
    case v1::RESOURCE_TYPE_DEMAND:
      return as(&storage::v1::DemandRecord::mutable_demand, &State::mutable_demand);
    case v1::RESOURCE_TYPE_PLAN:
      return as(&storage::v1::PlanRecord::mutable_plan, &State::mutable_plan);
    case v1::RESOURCE_TYPE_AGREEMENT:
      return as(&storage::v1::AgreementRecord::mutable_agreement, &State::mutable_agreement);
    case v1::RESOURCE_TYPE_OUTCOME:
      return as(&storage::v1::OutcomeRecord::mutable_outcome, &State::mutable_outcome);
    case v1::RESOURCE_TYPE_MANUAL_FIGURE:
      return as(&storage::v1::ManualFigureRecord::mutable_manual_figure, &State::mutable_manual_figure);
    case v1::RESOURCE_TYPE_EDITION:
      return as(&storage::v1::EditionRecord::mutable_edition, &State::mutable_edition);
    case v1::RESOURCE_TYPE_CORRECTION:
      return as(&storage::v1::CorrectionRecord::mutable_correction, &State::mutable_correction);
    case v1::RESOURCE_TYPE_COURSE_EXPENSE:
      return as(&storage::v1::CourseExpenseRecord::mutable_expense, &State::mutable_course_expense);
    default:
      return as(&storage::v1::AssignmentRecord::mutable_assignment, &State::mutable_assignment);
  }
}

bool Feed::IsWanted(const ResourceState& state) const {
  if (state.has_pairing() && !pairing_.empty()) return state.pairing().name() == pairing_;
  if (!state.has_assignment() || person_.empty()) return true;
  return state.assignment().person() == person_ || state.assignment().original_person() == person_;
}

absl::StatusOr<std::optional<v1::Change>> Feed::ChangeOf(int type, const store::v1::RowChange& row,
                                                         const Snapshot& snapshot) const {
  ASSIGN_OR_RETURN(v1::Change change, rpc::ChangeOfRow<v1::Change>(row, [&](absl::string_view bytes) {
                     return Decoded(type, row.key(), bytes);
                   }));
  const bool is_wanted =
      (change.has_before() && IsWanted(change.before())) || (change.has_after() && IsWanted(change.after()));
  if (!is_wanted) return std::nullopt;
  if (type == v1::RESOURCE_TYPE_ASSIGNMENT) RETURN_IF_ERROR(Veil(row, snapshot, change));
  return change;
}

// The feed is mostly read at its head, where the row is what the change made of it: that one is parsed already.
absl::Status Feed::Veil(const store::v1::RowChange& row, const Snapshot& snapshot, v1::Change& change) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, snapshot.Get(store::Family::kRows, row.key()));
  ResourceState current;
  if (bytes.has_value() && *bytes == row.after()) {
    current = change.after();
  } else if (bytes.has_value()) {
    ASSIGN_OR_RETURN(current, Decoded(v1::RESOURCE_TYPE_ASSIGNMENT, row.key(), *bytes));
  }
  if (change.has_before())
    RETURN_IF_ERROR(VeilName(current.assignment(), snapshot, *change.mutable_before()->mutable_assignment()));
  if (change.has_after())
    RETURN_IF_ERROR(VeilName(current.assignment(), snapshot, *change.mutable_after()->mutable_assignment()));
  return absl::OkStatus();
}

// The person that the row names now may be another one than then: both must be shown.
absl::Status Feed::VeilName(const Assignment& current, const Snapshot& snapshot, Assignment& told) const {
  if (told.person_display_name().empty()) return absl::OkStatus();
  bool shown = told.person_display_name() == current.person_display_name();
  if (shown) {
    ASSIGN_OR_RETURN(shown, IsShown(current.person(), snapshot));
  }
  if (shown && told.person() != current.person()) {
    ASSIGN_OR_RETURN(shown, IsShown(told.person(), snapshot));
  }
  if (!shown) told.clear_person_display_name();
  return absl::OkStatus();
}

absl::StatusOr<bool> Feed::IsShown(const std::string& person, const Snapshot& snapshot) const {
  ASSIGN_OR_RETURN(const auto found, FindPerson(tables_, snapshot, person));
  return found.has_value() && !found->has_restrict_time();
}

}  // namespace jiedui::scheduler
