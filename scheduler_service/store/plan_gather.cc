// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/plan_gather.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/resource_name.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/course_seats.h"
#include "scheduler_service/domain/item_states.h"
#include "scheduler_service/domain/limits.h"
#include "scheduler_service/domain/plan_basis.h"
#include "scheduler_service/domain/plan_edits.h"
#include "scheduler_service/domain/resource_types.h"
#include "scheduler_service/store/candidate.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/people.h"
#include "scheduler_service/store/require_pairing.h"

namespace jiedui::scheduler {
namespace {

using store::Family;
using store::Snapshot;
using v1::Assignment;

constexpr int64_t kCandidatesPerAsk = 100;  // between two calls of go_on

uint64_t DigestOf(const std::optional<std::string>& bytes) { return bytes.has_value() ? DigestOfRow(*bytes) : 0; }

class Gatherer {
 public:
  Gatherer(const Tables& tables, const Snapshot& snapshot, const PlanInquiry& inquiry)
      : tables_(tables), snapshot_(snapshot), inquiry_(inquiry) {}

  absl::StatusOr<PlanFacts> Take(absl::FunctionRef<bool(int64_t)> go_on) && {
    facts_.pairing = inquiry_.pairing;
    facts_.revision = snapshot_.revision();
    RETURN_IF_ERROR(ReadPairing());
    RETURN_IF_ERROR(ReadItems());
    for (const auto state : {Assignment::STATE_WAITLISTED, Assignment::STATE_APPROVED})
      RETURN_IF_ERROR(ReadCandidates(state, go_on));
    RETURN_IF_ERROR(ReadAway());
    return std::move(facts_);
  }

 private:
  absl::Status ReadPairing() {
    ASSIGN_OR_RETURN(pairing_, RequirePairing(tables_, snapshot_, inquiry_.pairing));
    ASSIGN_OR_RETURN(const auto cursor, tables_.cursors.Find(snapshot_, kDirectoryCursorKey));
    facts_.registry_revision = cursor.has_value() ? cursor->revision() : 0;
    return NoteRow(tables_.pairings.RowKey(PairingKey(inquiry_.pairing)));
  }

  absl::Status ReadItems() {
    const auto& named = inquiry_.question.items();
    std::vector<std::string> names(named.begin(), named.end());
    if (names.empty()) {
      ASSIGN_OR_RETURN(names, NamesOfItems());
    }
    for (const std::string& name : names) RETURN_IF_ERROR(IsCourseName(name) ? ReadCourse(name) : ReadPosting(name));
    for (size_t k = 0; k < inquiry_.edits.size(); ++k)
      if (item_number_.count(inquiry_.edits[k].item()) == 0)
        return InvalidField(absl::StrCat("edits[", k, "].item"), "is none of the items that are planned");
    return violations_.empty() ? absl::OkStatus() : RulesFailed("RULES_FAILED", violations_);
  }

  // Of all courses and postings of the pairing; a matching is of postings.
  absl::StatusOr<std::vector<std::string>> NamesOfItems() const {
    std::vector<std::string> names;
    if (!inquiry_.question.has_matching()) RETURN_IF_ERROR(AddNames(kCoursePrefix, "/courses/", names));
    RETURN_IF_ERROR(AddNames(kPostingPrefix, "/postings/", names));
    return names;
  }

  absl::Status AddNames(absl::string_view prefix, absl::string_view collection, std::vector<std::string>& names) const {
    const std::string range = absl::StrCat(prefix, PairingKey(inquiry_.pairing), "/");
    return snapshot_.Scan(Family::kRows, store::PrefixRange(range), [&](absl::string_view key, absl::string_view) {
      names.push_back(absl::StrCat(inquiry_.pairing, collection, key.substr(range.size())));
      return true;
    });
  }

  absl::Status ReadCourse(const std::string& name) {
    ASSIGN_OR_RETURN(const auto record, tables_.courses.Find(snapshot_, MemberKey(name)));
    if (!record.has_value()) return ResourceNotFound(kCourseType, name);
    return AddItem(ItemOf(record->course()), PlanOf(record->course()), tables_.courses.RowKey(MemberKey(name)));
  }

  absl::Status ReadPosting(const std::string& name) {
    ASSIGN_OR_RETURN(const auto record, tables_.postings.Find(snapshot_, MemberKey(name)));
    if (!record.has_value()) return ResourceNotFound(kPostingType, name);
    return AddItem(ItemOf(record->posting()), {.seats = record->posting().headcount(), .quotas = {}, .categories = {}},
                   tables_.postings.RowKey(MemberKey(name)));
  }

  // One that takes nobody is left out, unless it was asked for by name.
  absl::Status AddItem(Item item, const SeatPlan& plan, const std::string& row) {
    if (const auto refusal = NotAllowed(item, Deed::kGiveSeat); refusal.has_value()) {
      if (!inquiry_.question.items().empty()) violations_.push_back(*refusal);
      return absl::OkStatus();
    }
    if (facts_.items.size() >= kPlanItemsMax)
      return LimitExceeded(inquiry_.pairing, absl::StrCat("at most ", kPlanItemsMax, " items in a plan: name fewer"));
    const std::string key = SeatsKey(item.name);
    ASSIGN_OR_RETURN(auto seats, tables_.seats.Find(snapshot_, key));
    if (!seats.has_value()) return store::DamagedRow(tables_.seats.RowKey(key));
    if (seats->has_work())
      violations_.push_back(
          {"WORK_IN_PROGRESS", item.name, "found work on its people that goes on, required none: retry"});
    PlannedItem planned{.item = std::move(item), .ledger = std::move(*seats->mutable_ledger())};
    RETURN_IF_ERROR(ApplyEdits(inquiry_.edits, plan, planned));
    item_number_.emplace(planned.item.name, static_cast<int>(facts_.items.size()));
    beside_.push_back({.pairing = pairing_, .item = planned.item, .ledger = planned.ledger});
    facts_.items.push_back(std::move(planned));
    RETURN_IF_ERROR(NoteRow(row));
    return NoteRow(tables_.seats.RowKey(key));
  }

  absl::Status NoteRow(const std::string& key) {
    ASSIGN_OR_RETURN(const auto bytes, snapshot_.Get(Family::kRows, key));
    storage::v1::PlanRow& row = facts_.rows.emplace_back();
    row.set_key(key);
    row.set_digest(DigestOf(bytes));
    return absl::OkStatus();
  }

  absl::Status ReadCandidates(Assignment::State state, absl::FunctionRef<bool(int64_t)> go_on) {
    std::vector<std::string> keys;
    const auto range = store::IndexRange(kAssignmentByStatePrefix, StateValue(inquiry_.pairing, state));
    RETURN_IF_ERROR(snapshot_.Scan(Family::kIndex, range, [&](absl::string_view row, absl::string_view) {
      if (auto key = store::KeyOfIndexRow(kAssignmentByStatePrefix, row); key.has_value())
        keys.push_back(*std::move(key));
      return true;
    }));
    for (const std::string& key : keys) {
      if (++read_ % kCandidatesPerAsk == 0 && !go_on(read_)) return absl::CancelledError("nobody waits for the plan");
      RETURN_IF_ERROR(ReadCandidate(key));
    }
    return absl::OkStatus();
  }

  absl::Status ReadCandidate(const std::string& key) {
    ASSIGN_OR_RETURN(const auto bytes, tables_.assignments.FindBytes(snapshot_, key));
    if (!bytes.has_value()) return store::DamagedRow(tables_.assignments.RowKey(key));
    ASSIGN_OR_RETURN(const auto record, tables_.assignments.Decode(key, *bytes));
    const Assignment& assignment = record.assignment();
    const auto number = item_number_.find(assignment.item());
    if (number == item_number_.end()) return absl::OkStatus();
    if (facts_.seekers.size() >= kPlanCandidatesMax)
      return LimitExceeded(inquiry_.pairing,
                           absl::StrCat("at most ", kPlanCandidatesMax, " candidates in a plan: name fewer items"));
    ASSIGN_OR_RETURN(PlanCandidate candidate, Examine(assignment, beside_[static_cast<size_t>(number->second)]));
    candidate.item = number->second;
    candidate.digest = DigestOfRow(*bytes);
    RETURN_IF_ERROR(NoteCalendar(candidate.person));
    facts_.seekers.push_back(std::move(candidate));
    return absl::OkStatus();
  }

  // `beside` has pairing, item and seats; the person's part of it is set anew each time, as the rest is large.
  absl::StatusOr<PlanCandidate> Examine(const Assignment& assignment, Candidate& beside) const {
    ASSIGN_OR_RETURN(auto person, FindPerson(tables_, snapshot_, assignment.person()));
    if (!person.has_value()) return Unknown(assignment);
    beside.organization.clear();
    beside.division.clear();
    beside.calendar.Clear();
    beside.history.clear();
    beside.away.clear();
    beside.registration_basis = assignment.registration_basis();
    RETURN_IF_ERROR(AddPerson(tables_, snapshot_, *std::move(person), beside));
    RETURN_IF_ERROR(AddDays(tables_, snapshot_, beside));
    return PlanCandidateOf(assignment, beside, inquiry_.question.travel_days());
  }

  static PlanCandidate Unknown(const Assignment& assignment) {
    PlanCandidate candidate{.assignment = assignment.name(), .person = assignment.person()};
    v1::RuleFinding& finding = candidate.findings.emplace_back();
    finding.set_rule("PERSON_UNKNOWN");
    finding.set_severity(v1::RuleFinding::SEVERITY_REFUSE);
    finding.set_subject(assignment.person());
    finding.set_found("nobody in the directory");
    finding.set_required("a person of the registry");
    return candidate;
  }

  absl::Status NoteCalendar(const std::string& person) {
    const auto [place, is_new] = facts_.calendar_digests.emplace(person, 0);
    if (!is_new) return absl::OkStatus();
    ASSIGN_OR_RETURN(const auto bytes, tables_.calendars.FindBytes(snapshot_, PersonKey(person)));
    place->second = DigestOf(bytes);
    return absl::OkStatus();
  }

  // Of organisations whose coverage some item asks for.
  absl::Status ReadAway() {
    std::map<std::string, std::string> first_days;
    for (const PlanCandidate& candidate : facts_.seekers) {
      const Item& item = facts_.items[static_cast<size_t>(candidate.item)].item;
      if (!AsksForAway(item) || candidate.organization.empty()) continue;
      std::string& day = first_days[candidate.organization];
      if (day.empty() || item.dates.first < day) day = item.dates.first;
    }
    for (const auto& [organization, day] : first_days) {
      ASSIGN_OR_RETURN(facts_.away[organization], LoadAway(tables_, snapshot_, organization, day));
      RETURN_IF_ERROR(NoteRow(tables_.away.RowKey(OrganizationKey(organization))));
    }
    return absl::OkStatus();
  }

  const Tables& tables_;
  const Snapshot& snapshot_;
  const PlanInquiry& inquiry_;
  PlanFacts facts_;
  v1::Pairing pairing_;
  std::map<std::string, int> item_number_;
  std::vector<Candidate> beside_;  // an item: with whoever was looked at last
  std::vector<RuleViolation> violations_;
  int64_t read_ = 0;
};

}  // namespace

absl::StatusOr<PlanFacts> GatherPlan(const Tables& tables, const Snapshot& snapshot, const PlanInquiry& inquiry,
                                     absl::FunctionRef<bool(int64_t read)> go_on) {
  return Gatherer(tables, snapshot, inquiry).Take(go_on);
}

}  // namespace jiedui::scheduler
