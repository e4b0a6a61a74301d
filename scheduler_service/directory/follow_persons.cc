// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/follow_persons.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/leave.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/original_person.h"
#include "scheduler_service/domain/stamp.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/outcomes.h"
#include "scheduler_service/store/people.h"
#include "scheduler_service/store/waiting.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::Person;
using store::Transaction;

// Whether the name may stand in an assignment.
bool IsShown(const Person* person) { return person != nullptr && !person->has_restrict_time(); }

// What one command may still hold, beside the step's own rows (common/store/limits.h).
class Room {
 public:
  explicit Room(const DirectoryStep& step)
      : ops_(kOpsPerWorkStepMax - step.put.size() - step.removed.size() - kOpsKept),
        bytes_(kBytesPerWorkStepMax - step.bytes - kBytesKept) {}

  // For an assignment and so many calendars that are not open yet; always for the first.
  bool Has(const v1::Assignment& assignment, size_t calendars) const {
    return untouched_ || (ops_ >= kOpsPerAssignment + calendars * kOpsPerCalendar &&
                          bytes_ >= BytesOf(assignment) + calendars * kMergedCalendarBytesMax);
  }
  bool Has(const v1::Outcome& outcome) const {
    return untouched_ || (ops_ >= kOpsPerOutcome && bytes_ >= BytesOf(outcome));
  }
  void Take(const v1::Outcome& outcome) {
    untouched_ = false;
    Take(kOpsPerOutcome, BytesOf(outcome));
  }
  void Take(const v1::Assignment& assignment) {
    untouched_ = false;
    Take(kOpsPerAssignment, BytesOf(assignment));
  }
  void Take(const v1::PersonCalendar& calendar) { Take(kOpsPerCalendar, calendar.ByteSizeLong()); }

 private:
  void Take(size_t ops, size_t bytes) {
    ops_ -= std::min(ops_, ops);
    bytes_ -= std::min(bytes_, bytes);
  }

  // A row, its entries in six indexes, one of which moves, and a guard; a calendar's row and its entry.
  static constexpr size_t kOpsPerAssignment = 9;
  static constexpr size_t kOpsPerCalendar = 2;
  static constexpr size_t kOpsPerOutcome = 3;  // its row, and the lists of two people
  static constexpr size_t kOpsKept = 8;
  static constexpr size_t kBytesKept = 16 * 1024;

  // Before and after, with keys; an assignment's engagement makes a calendar longer.
  template <typename Resource>
  static size_t BytesOf(const Resource& resource) {
    return 3 * resource.ByteSizeLong() + 2048;
  }

  size_t ops_;
  size_t bytes_;
  bool untouched_ = true;
};

class PersonFollower {
 public:
  PersonFollower(const Tables& tables, Transaction& txn, const DirectoryStep& step)
      : tables_(tables), txn_(txn), step_(step), room_(step) {}

  absl::StatusOr<bool> Run() {
    ASSIGN_OR_RETURN(const bool done, FollowAll());
    RETURN_IF_ERROR(PutCalendars());
    return done;
  }

  absl::StatusOr<bool> Settle(const std::string& person) {
    ASSIGN_OR_RETURN(bool done, SendHome(person));
    if (done) {
      ASSIGN_OR_RETURN(const auto record, tables_.persons.Find(txn_, PersonKey(person)));
      const bool shown = record.has_value() && IsShown(&record->person());
      ASSIGN_OR_RETURN(done, ShowAs(person, shown ? record->person().display_name() : ""));
    }
    RETURN_IF_ERROR(PutCalendars());
    for (const auto& [name, calendar] : changed_calendars_) RETURN_IF_ERROR(ServePerson(tables_, txn_, name));
    return done;
  }

 private:
  absl::Status PutCalendars() const {
    for (const auto& [person, calendar] : changed_calendars_) RETURN_IF_ERROR(Put(tables_, txn_, calendar));
    return absl::OkStatus();
  }

  absl::StatusOr<bool> FollowAll() {
    for (const registry::v1::ResourceState& state : step_.put) {
      if (!state.has_person()) continue;
      ASSIGN_OR_RETURN(const bool done, Follow(state.person().name(), &state.person()));
      if (!done) return false;
    }
    for (const std::string& name : step_.removed) {
      if (!absl::StartsWith(name, "persons/")) continue;
      ASSIGN_OR_RETURN(const bool done, Follow(name, nullptr));
      if (!done) return false;
    }
    return true;
  }

  // `after` null: the registry has the person no more.
  absl::StatusOr<bool> Follow(const std::string& name, const Person* after) {
    ASSIGN_OR_RETURN(const auto record, tables_.persons.Find(txn_, PersonKey(name)));
    const Person* const before = record.has_value() ? &record->person() : nullptr;
    const std::string merged_before = before == nullptr ? "" : before->merged_into();
    if (after != nullptr && after->merged_into() != merged_before) {
      std::string place = name;
      if (!merged_before.empty()) {
        ASSIGN_OR_RETURN(place, Home(merged_before));
      }
      ASSIGN_OR_RETURN(const bool done, SendHome(place));
      if (!done) return false;
    }
    if (IsShown(before) == IsShown(after)) return true;
    return ShowAs(name, IsShown(after) ? after->display_name() : "");
  }

  // Where the assignments of `original` belong once the step is in: with the person that it was merged into, if any.
  // The name itself, where the directory does not have it; where the merges end, if there are too many.
  absl::StatusOr<std::string> Home(const std::string& original) const {
    std::string name = original;
    for (int i = 0; i < kMergesFollowedMax; ++i) {
      ASSIGN_OR_RETURN(const std::string next, MergedInto(name));
      if (next.empty()) return name;
      name = next;
    }
    return name;
  }

  absl::StatusOr<std::string> MergedInto(const std::string& name) const {
    for (const registry::v1::ResourceState& state : step_.put)
      if (state.person().name() == name) return state.person().merged_into();
    ASSIGN_OR_RETURN(const auto record, tables_.persons.Find(txn_, PersonKey(name)));
    return record.has_value() ? record->person().merged_into() : "";
  }

  // Moves every assignment that lies with `place` and belongs elsewhere.
  absl::StatusOr<bool> SendHome(const std::string& place) {
    RETURN_IF_ERROR(SendLeavesHome(place));
    ASSIGN_OR_RETURN(const bool outcomes_are_home, SendOutcomesHome(place));
    if (!outcomes_are_home) return false;
    ASSIGN_OR_RETURN(const std::vector<std::string> keys, AssignmentsOf(place));
    for (const std::string& key : keys) {
      ASSIGN_OR_RETURN(v1::Assignment assignment, Load(key));
      const std::string original = OriginalPerson(assignment);
      ASSIGN_OR_RETURN(const std::string home, Home(original));
      if (home == place) continue;
      if (!room_.Has(assignment, !IsOpen(place) + !IsOpen(home))) return false;
      RETURN_IF_ERROR(MoveTo(home, original, std::move(assignment)));
    }
    return true;
  }

  // A leave belongs to whoever its name says.
  absl::Status SendLeavesHome(const std::string& place) {
    ASSIGN_OR_RETURN(const auto record, tables_.calendars.Find(txn_, PersonKey(place)));
    if (!record.has_value()) return absl::OkStatus();
    for (const v1::LeaveDays& leave : record->calendar().leaves()) {
      ASSIGN_OR_RETURN(const std::string home, Home(std::string(ParentName(leave.leave()))));
      if (home == place) continue;
      ASSIGN_OR_RETURN(v1::PersonCalendar* const from, OpenCalendar(place));
      ASSIGN_OR_RETURN(v1::PersonCalendar* const to, OpenCalendar(home));
      RemoveLeave(*from, leave.leave());
      PlaceLeave(*to, leave);
    }
    return absl::OkStatus();
  }

  // As entrepreneurs people are counted by who they are after merges; an owner's outcomes are told apart without her.
  absl::StatusOr<bool> SendOutcomesHome(const std::string& place) {
    ASSIGN_OR_RETURN(const std::vector<std::string> outcomes, EntrepreneursOf(tables_, txn_, place));
    for (const std::string& name : outcomes) {
      ASSIGN_OR_RETURN(auto record, tables_.outcomes.Find(txn_, MemberKey(name)));
      if (!record.has_value()) return store::DamagedRow(tables_.outcomes.RowKey(MemberKey(name)));
      v1::Outcome& outcome = *record->mutable_outcome();
      ASSIGN_OR_RETURN(const std::string home, Home(OriginalPerson(outcome)));
      if (home == place) continue;
      if (!room_.Has(outcome)) return false;
      room_.Take(outcome);
      RETURN_IF_ERROR(MoveEntrepreneur(tables_, txn_, std::move(outcome), home));
    }
    return true;
  }

  absl::Status MoveTo(const std::string& home, const std::string& original, v1::Assignment assignment) {
    ASSIGN_OR_RETURN(v1::PersonCalendar* const from, OpenCalendar(assignment.person()));
    ASSIGN_OR_RETURN(v1::PersonCalendar* const to, OpenCalendar(home));
    if (!Move(*from, *to, assignment.name())) return absl::OkStatus();
    const std::string origin = home == original ? "" : original;
    assignment.set_original_person(origin);
    assignment.set_person(home);
    return PutAssignment(std::move(assignment));
  }

  // Takes the name out of the person's assignments, or puts it where there is none.
  absl::StatusOr<bool> ShowAs(const std::string& person, const std::string& display_name) {
    ASSIGN_OR_RETURN(const std::vector<std::string> keys, AssignmentsOf(person));
    for (const std::string& key : keys) {
      ASSIGN_OR_RETURN(v1::Assignment assignment, Load(key));
      if (assignment.person_display_name().empty() == display_name.empty()) continue;
      if (!room_.Has(assignment, 0)) return false;
      assignment.set_person_display_name(display_name);
      RETURN_IF_ERROR(PutAssignment(std::move(assignment)));
    }
    return true;
  }

  // Keys of the assignments that lie with the person, cancelled ones too. The calendar guards them: who has none has
  // never been assigned.
  absl::StatusOr<std::vector<std::string>> AssignmentsOf(const std::string& person) {
    std::vector<std::string> keys;
    const std::string guard = tables_.calendars.RowKey(PersonKey(person));
    ASSIGN_OR_RETURN(const auto calendar, tables_.calendars.FindBytes(txn_, PersonKey(person)));
    if (!calendar.has_value()) return keys;
    const store::KeyRange range = store::IndexRange(kAssignmentByPersonPrefix, person);
    RETURN_IF_ERROR(txn_.ScanUnder(guard, store::Family::kIndex, range, [&](absl::string_view key, absl::string_view) {
      if (auto row = store::KeyOfIndexRow(kAssignmentByPersonPrefix, key); row.has_value()) keys.push_back(*row);
      return true;
    }));
    return keys;
  }

  absl::StatusOr<v1::Assignment> Load(const std::string& key) const {
    ASSIGN_OR_RETURN(auto record, tables_.assignments.Find(txn_, key));
    if (!record.has_value()) return store::DamagedRow(tables_.assignments.RowKey(key));
    return std::move(*record->mutable_assignment());
  }

  absl::Status PutAssignment(v1::Assignment assignment) {
    room_.Take(assignment);
    MarkUpdated(assignment, StampOf(txn_));
    return Put(tables_, txn_, assignment);
  }

  bool IsOpen(const std::string& person) const { return changed_calendars_.count(person) > 0; }

  // The person's calendar, to be changed; it is put at the end.
  absl::StatusOr<v1::PersonCalendar*> OpenCalendar(const std::string& person) {
    const auto open = changed_calendars_.find(person);
    if (open != changed_calendars_.end()) return &open->second;
    ASSIGN_OR_RETURN(auto record, tables_.calendars.Find(txn_, PersonKey(person)));
    v1::PersonCalendar calendar;
    if (record.has_value()) calendar = std::move(*record->mutable_calendar());
    calendar.set_person(person);
    room_.Take(calendar);
    return &changed_calendars_.emplace(person, std::move(calendar)).first->second;
  }

  const Tables& tables_;
  Transaction& txn_;
  const DirectoryStep& step_;
  Room room_;
  std::map<std::string, v1::PersonCalendar> changed_calendars_;
};

}  // namespace

absl::StatusOr<bool> FollowPersons(const Tables& tables, Transaction& txn, const DirectoryStep& step) {
  return PersonFollower(tables, txn, step).Run();
}

absl::StatusOr<bool> SettlePerson(const Tables& tables, Transaction& txn, const std::string& person) {
  return PersonFollower(tables, txn, DirectoryStep()).Settle(person);
}

}  // namespace jiedui::scheduler
