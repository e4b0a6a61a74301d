// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/item_states.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status_macros.h"
#include "scheduler_service/domain/limits.h"

namespace jiedui::scheduler {
namespace {

using Course = v1::Course;
using Demand = v1::Demand;
using Posting = v1::Posting;

// `to` UNSPECIFIED: the verb leaves the state as it is.
template <typename Resource>
struct Row {
  absl::string_view verb;
  std::vector<typename Resource::State> from;
  typename Resource::State to;
};

const std::vector<Row<Course>>& TableOf(const Course&) {
  static const auto& table = *new std::vector<Row<Course>>{
      {"PublishCourse", {Course::STATE_DRAFT}, Course::STATE_PUBLISHED},
      {"OpenNominations", {Course::STATE_PUBLISHED, Course::STATE_CONFIRMED}, Course::STATE_OPEN_FOR_NOMINATION},
      {"CloseNominations", {Course::STATE_OPEN_FOR_NOMINATION}, Course::STATE_CONFIRMED},
      {"StartCourse", {Course::STATE_CONFIRMED}, Course::STATE_RUNNING},
      {"EndCourse", {Course::STATE_RUNNING}, Course::STATE_ENDED},
      {"ArchiveCourse", {Course::STATE_ENDED}, Course::STATE_ARCHIVED},
      {"CancelCourse",
       {Course::STATE_DRAFT, Course::STATE_PUBLISHED, Course::STATE_OPEN_FOR_NOMINATION, Course::STATE_CONFIRMED,
        Course::STATE_RUNNING},
       Course::STATE_CANCELLED},
      {"PostponeCourse",
       {Course::STATE_DRAFT, Course::STATE_PUBLISHED, Course::STATE_OPEN_FOR_NOMINATION, Course::STATE_CONFIRMED},
       Course::STATE_UNSPECIFIED},
      {"AllocateSeats",
       {Course::STATE_DRAFT, Course::STATE_PUBLISHED, Course::STATE_OPEN_FOR_NOMINATION, Course::STATE_CONFIRMED,
        Course::STATE_RUNNING},
       Course::STATE_UNSPECIFIED},
      {"ReleaseUnfilledSeats",
       {Course::STATE_PUBLISHED, Course::STATE_OPEN_FOR_NOMINATION, Course::STATE_CONFIRMED, Course::STATE_RUNNING},
       Course::STATE_UNSPECIFIED},
      {"UpdateCourse",
       {Course::STATE_DRAFT, Course::STATE_PUBLISHED, Course::STATE_OPEN_FOR_NOMINATION, Course::STATE_CONFIRMED,
        Course::STATE_RUNNING, Course::STATE_ENDED, Course::STATE_CANCELLED},
       Course::STATE_UNSPECIFIED},
  };
  return table;
}

const std::vector<Row<Posting>>& TableOf(const Posting&) {
  static const auto& table = *new std::vector<Row<Posting>>{
      {"ConfirmPosting", {Posting::STATE_PLANNED}, Posting::STATE_CONFIRMED},
      {"StartPosting", {Posting::STATE_CONFIRMED}, Posting::STATE_ON_POST},
      {"CompletePosting", {Posting::STATE_ON_POST}, Posting::STATE_COMPLETED},
      {"EndPostingEarly", {Posting::STATE_ON_POST}, Posting::STATE_ENDED_EARLY},
      {"CancelPosting", {Posting::STATE_PLANNED, Posting::STATE_CONFIRMED}, Posting::STATE_CANCELLED},
      {"ExtendPosting",
       {Posting::STATE_PLANNED, Posting::STATE_CONFIRMED, Posting::STATE_ON_POST},
       Posting::STATE_UNSPECIFIED},
  };
  return table;
}

const std::vector<Row<Demand>>& TableOf(const Demand&) {
  static const auto& table = *new std::vector<Row<Demand>>{
      {"FulfillDemand", {Demand::STATE_OPEN}, Demand::STATE_UNSPECIFIED},
      {"WithdrawDemand", {Demand::STATE_OPEN}, Demand::STATE_WITHDRAWN},
      {"LapseDemand", {Demand::STATE_OPEN}, Demand::STATE_LAPSED},
      {"UpdateDemand", {Demand::STATE_OPEN, Demand::STATE_MET}, Demand::STATE_UNSPECIFIED},
  };
  return table;
}

// What was stored before there were states was under way.
Course::State StateOf(const Course& course) {
  return course.state() == Course::STATE_UNSPECIFIED ? Course::STATE_RUNNING : course.state();
}
Posting::State StateOf(const Posting& posting) {
  return posting.state() == Posting::STATE_UNSPECIFIED ? Posting::STATE_ON_POST : posting.state();
}
Demand::State StateOf(const Demand& demand) { return demand.state(); }

template <typename Resource>
absl::Status Illegal(const Resource& resource, absl::string_view verb) {
  const auto state = StateOf(resource);
  std::vector<absl::string_view> verbs;
  for (const auto& row : TableOf(resource))
    if (std::find(row.from.begin(), row.from.end(), state) != row.from.end()) verbs.push_back(row.verb);
  const std::string& found = Resource::State_Name(state);
  const std::string possible = verbs.empty() ? "none" : absl::StrJoin(verbs, ", ");
  return MakeError(
      absl::StatusCode::kFailedPrecondition, "ILLEGAL_STATE",
      absl::StrCat(resource.name(), ": found ", found, ", which does not allow ", verb, "; possible: ", possible),
      {{"resource", resource.name()}, {"state", found}, {"verb", std::string(verb)}, {"possible", possible}});
}

template <typename Resource>
absl::Status Check(const Resource& resource, absl::string_view verb) {
  for (const auto& row : TableOf(resource))
    if (row.verb == verb && std::find(row.from.begin(), row.from.end(), StateOf(resource)) != row.from.end())
      return absl::OkStatus();
  return Illegal(resource, verb);
}

template <typename Resource>
absl::Status AddEvent(Resource& resource, const ItemVerb& verb, const Stamp& stamp) {
  // Whatever has been written down, it can go on to a state that it has not had: it can be cancelled, or end.
  const auto is_of_state = [&](const auto& event) { return event.state() == StateOf(resource); };
  const bool is_new = std::none_of(resource.events().begin(), resource.events().end(), is_of_state);
  if (resource.events_size() >= kEventsMax && !is_new)
    return LimitExceeded(resource.name(), absl::StrCat("at most ", kEventsMax, " steps"));
  auto& event = *resource.add_events();
  event.set_state(StateOf(resource));
  event.set_verb(std::string(verb.verb));
  event.set_detail(verb.detail);
  event.set_actor(stamp.actor);
  *event.mutable_record_time() = ToTimestamp(stamp.now);
  event.set_reason(verb.reason);
  MarkUpdated(resource, stamp);
  return absl::OkStatus();
}

template <typename Resource>
absl::StatusOr<bool> Move(Resource& resource, const ItemVerb& verb, const Stamp& stamp) {
  const auto& table = TableOf(resource);
  const auto row = std::find_if(table.begin(), table.end(), [&](const auto& r) { return r.verb == verb.verb; });
  if (row == table.end()) return Illegal(resource, verb.verb);
  if (row->to != Resource::STATE_UNSPECIFIED && row->to == resource.state()) return false;
  if (!verb.etag.empty() && verb.etag != resource.etag())
    return EtagMismatch(resource.name(), verb.etag, resource.etag());
  if (std::find(row->from.begin(), row->from.end(), StateOf(resource)) == row->from.end())
    return Illegal(resource, verb.verb);
  if (row->to != Resource::STATE_UNSPECIFIED) resource.set_state(row->to);
  RETURN_IF_ERROR(AddEvent(resource, verb, stamp));
  return true;
}

bool Allows(const Item& item, Deed deed) {
  const Phase phase = item.phase;
  const bool takes_people = phase == Phase::kNominating || phase == Phase::kFixed || phase == Phase::kRunning;
  switch (deed) {
    case Deed::kNominate:
      return item.is_course ? phase == Phase::kNominating : takes_people;
    case Deed::kGiveSeat:
      return takes_people;
    case Deed::kCheckIn:
      return phase == Phase::kFixed || phase == Phase::kRunning;
    case Deed::kFinish:
      return phase == Phase::kRunning || phase == Phase::kOver;
    case Deed::kLeave:
      return phase != Phase::kArchived;
  }
  return false;
}

absl::string_view Required(const Item& item, Deed deed) {
  switch (deed) {
    case Deed::kNominate:
      return item.is_course ? "OPEN_FOR_NOMINATION" : "PLANNED, CONFIRMED or ON_POST";
    case Deed::kGiveSeat:
      return item.is_course ? "OPEN_FOR_NOMINATION, CONFIRMED or RUNNING" : "PLANNED, CONFIRMED or ON_POST";
    case Deed::kCheckIn:
      return item.is_course ? "CONFIRMED or RUNNING" : "CONFIRMED or ON_POST";
    case Deed::kFinish:
      return item.is_course ? "RUNNING or ENDED" : "ON_POST";
    case Deed::kLeave:
      return "one that is not ARCHIVED";
  }
  return "";
}

}  // namespace

absl::StatusOr<bool> MoveItem(Course& course, const ItemVerb& verb, const Stamp& stamp) {
  return Move(course, verb, stamp);
}

absl::StatusOr<bool> MoveItem(Posting& posting, const ItemVerb& verb, const Stamp& stamp) {
  return Move(posting, verb, stamp);
}

absl::Status CheckAllowed(const Course& course, absl::string_view verb) { return Check(course, verb); }
absl::Status CheckAllowed(const Demand& demand, absl::string_view verb) { return Check(demand, verb); }

absl::StatusOr<bool> MoveItem(Demand& demand, const ItemVerb& verb, const Stamp& stamp) {
  return Move(demand, verb, stamp);
}

std::optional<RuleViolation> NotAllowed(const Item& item, Deed deed) {
  if (Allows(item, deed)) return std::nullopt;
  return RuleViolation{"ITEM_STATE", item.name,
                       absl::StrCat("found ", item.state, ", required ", Required(item, deed))};
}

}  // namespace jiedui::scheduler
