// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_people.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/civil_date.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/assignment_states.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {
namespace {

using v1::Assignment;
using v1::LeaveDays;
using v1::PersonCalendar;

std::string Say(absl::string_view first, absl::string_view last) { return absl::StrCat("leave ", first, " to ", last); }

// Walks a table's rows, one visit each.
template <typename Record>
class RowsStep : public VerifyStep {
 public:
  RowsStep(const Verified& verified, const store::Table<Record>& table)
      : verified_(verified), table_(table), rest_(store::PrefixRange(table.prefix())) {}

  absl::StatusOr<bool> Step(VerifyReport& report) override {
    return WalkRows(verified_.snapshot, store::Family::kRows, rest_, report,
                    [&](absl::string_view key, absl::string_view value) -> absl::Status {
                      ASSIGN_OR_RETURN(const Record record, table_.Decode(key.substr(table_.prefix().size()), value));
                      return Visit(record, report);
                    });
  }

 protected:
  virtual absl::Status Visit(const Record& record, VerifyReport& report) = 0;

  const Verified verified_;

 private:
  const store::Table<Record>& table_;
  store::KeyRange rest_;
};

class CalendarsStep final : public RowsStep<storage::v1::CalendarRecord> {
 public:
  explicit CalendarsStep(const Verified& verified) : RowsStep(verified, verified.tables.calendars) {}
  absl::string_view name() const override { return "CALENDARS"; }

 private:
  absl::Status Visit(const storage::v1::CalendarRecord& record, VerifyReport& report) override {
    const PersonCalendar& calendar = record.calendar();
    ASSIGN_OR_RETURN(const std::vector<Assignment> assignments,
                     AssignmentsIn(verified_, kAssignmentByPersonPrefix, calendar.person(), report));
    for (Discrepancy& wrong : RecountCalendar(calendar, assignments)) report.Add(1, std::move(wrong));
    for (const LeaveDays& days : calendar.leaves()) RETURN_IF_ERROR(VerifyLeave(days, report));
    return absl::OkStatus();
  }

  absl::Status VerifyLeave(const LeaveDays& days, VerifyReport& report) const {
    report.CountRows(1);
    ASSIGN_OR_RETURN(const auto record, verified_.tables.leaves.Find(verified_.snapshot, LeaveKey(days.leave())));
    const std::string found = Say(days.start_date(), days.end_date());
    const std::string required =
        record.has_value() ? Say(record->leave().start_date(), record->leave().end_date()) : "no such leave";
    if (found != required) report.Add(1, {days.leave(), "calendar: " + found, required});
    return absl::OkStatus();
  }
};

class LeavesStep final : public RowsStep<storage::v1::LeaveRecord> {
 public:
  explicit LeavesStep(const Verified& verified) : RowsStep(verified, verified.tables.leaves) {}
  absl::string_view name() const override { return "LEAVES"; }

 private:
  // In the calendar of whom it was recorded for, or of whom that one was merged into.
  absl::Status Visit(const storage::v1::LeaveRecord& record, VerifyReport& report) override {
    const std::string& leave = record.leave().name();
    const std::string person(ParentName(leave));
    ASSIGN_OR_RETURN(bool there, IsIn(person, leave));
    if (!there) {
      ASSIGN_OR_RETURN(const auto home, FindPerson(verified_.tables, verified_.snapshot, person));
      if (home.has_value() && home->name() != person) {
        ASSIGN_OR_RETURN(there, IsIn(home->name(), leave));
      }
    }
    if (!there)
      report.Add(1, {leave, "not in the calendar", Say(record.leave().start_date(), record.leave().end_date())});
    return absl::OkStatus();
  }

  absl::StatusOr<bool> IsIn(absl::string_view person, const std::string& leave) const {
    ASSIGN_OR_RETURN(const auto record, verified_.tables.calendars.Find(verified_.snapshot, PersonKey(person)));
    if (!record.has_value()) return false;
    const auto& leaves = record->calendar().leaves();
    return std::any_of(leaves.begin(), leaves.end(), [&](const LeaveDays& days) { return days.leave() == leave; });
  }
};

class AssignmentsStep final : public RowsStep<storage::v1::AssignmentRecord> {
 public:
  explicit AssignmentsStep(const Verified& verified) : RowsStep(verified, verified.tables.assignments) {}
  absl::string_view name() const override { return "ASSIGNMENTS"; }

 private:
  absl::Status Visit(const storage::v1::AssignmentRecord& record, VerifyReport& report) override {
    const Assignment& assignment = record.assignment();
    const Tables& tables = verified_.tables;
    const auto require = [&](const auto& table, const std::string& key, int invariant,
                             absl::string_view what) -> absl::Status {
      ASSIGN_OR_RETURN(const auto bytes, table.FindBytes(verified_.snapshot, key));
      if (!bytes.has_value())
        report.Add(invariant, {assignment.name(), absl::StrCat("no row ", table.RowKey(key)), std::string(what)});
      return absl::OkStatus();
    };
    if (IsLive(assignment.state()))
      RETURN_IF_ERROR(require(tables.persons, PersonKey(assignment.person()), 4, "its person in the directory"));
    RETURN_IF_ERROR(require(tables.calendars, PersonKey(assignment.person()), 1, "its person's calendar"));
    if (IsAway(assignment))
      RETURN_IF_ERROR(require(tables.away, OrganizationKey(assignment.organization()), 5,
                              "the guard of who is away from the organisation"));
    const std::string item = MemberKey(assignment.item());
    if (IsCourseName(assignment.item())) return require(tables.courses, item, 2, "its course");
    return require(tables.postings, item, 2, "its posting");
  }
};

}  // namespace

std::unique_ptr<VerifyStep> VerifyCalendars(const Verified& verified) {
  return std::make_unique<CalendarsStep>(verified);
}

std::unique_ptr<VerifyStep> VerifyLeaves(const Verified& verified) { return std::make_unique<LeavesStep>(verified); }

std::unique_ptr<VerifyStep> VerifyAssignments(const Verified& verified) {
  return std::make_unique<AssignmentsStep>(verified);
}

}  // namespace jiedui::scheduler
