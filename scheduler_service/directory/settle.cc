// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/settle.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/base/status_macros.h"
#include "scheduler_service/directory/follow_persons.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {
namespace {

constexpr char kActor[] = "directory";
constexpr char kMethod[] = "jiedui.scheduler.directory/Settle";
constexpr absl::string_view kGoOn = "go on";
constexpr size_t kPeopleRememberedMax = 100'000;

// What the directory says of whoever an assignment was made for.
struct Belongs {
  std::string person;  // with whom it should lie; empty = the directory does not know
  bool shown = false;  // whether her name may stand in it
};

// One pass over the assignments, from where the last one ended.
class UnsettledPeople {
 public:
  UnsettledPeople(const Tables& tables, const store::Snapshot& snapshot) : tables_(tables), snapshot_(snapshot) {}

  // Up to kUnsettledMax people whose assignments do not all lie where they belong; `next_key` is where to go on, empty
  // at the end.
  absl::StatusOr<std::set<std::string>> From(std::string& next_key) {
    store::KeyRange range = store::PrefixRange(tables_.assignments.prefix());
    if (!next_key.empty()) range.first = std::exchange(next_key, "");
    std::set<std::string> people;
    absl::Status status;
    RETURN_IF_ERROR(snapshot_.Scan(store::Family::kRows, range, [&](absl::string_view key, absl::string_view bytes) {
      if (people.size() >= kUnsettledMax) {
        next_key = std::string(key);
        return false;
      }
      status = Look(key, bytes, people);
      return status.ok();
    }));
    RETURN_IF_ERROR(status);
    return people;
  }

 private:
  absl::Status Look(absl::string_view key, absl::string_view bytes, std::set<std::string>& people) {
    ASSIGN_OR_RETURN(const auto record,
                     tables_.assignments.Decode(key.substr(tables_.assignments.prefix().size()), bytes));
    const v1::Assignment& assignment = record.assignment();
    const std::string& original =
        assignment.original_person().empty() ? assignment.person() : assignment.original_person();
    ASSIGN_OR_RETURN(const Belongs belongs, BelongsTo(original));
    const bool is_home = belongs.person.empty() || belongs.person == assignment.person();
    const bool is_named_right = assignment.person_display_name().empty() != belongs.shown;
    if (!is_home || !is_named_right) people.insert(assignment.person());
    return absl::OkStatus();
  }

  absl::StatusOr<Belongs> BelongsTo(const std::string& original) {
    const auto remembered = people_.find(original);
    if (remembered != people_.end()) return remembered->second;
    ASSIGN_OR_RETURN(const auto person, FindPerson(tables_, snapshot_, original));
    Belongs belongs;
    if (person.has_value()) belongs = {.person = person->name(), .shown = !person->has_restrict_time()};
    if (people_.size() >= kPeopleRememberedMax) people_.clear();
    people_.emplace(original, belongs);
    return belongs;
  }

  const Tables& tables_;
  const store::Snapshot& snapshot_;
  absl::flat_hash_map<std::string, Belongs> people_;
};

// All that lies with the person, in as many commands as it takes.
absl::Status Settle(store::Store& store, const Tables& tables, const std::string& person) {
  std::string answer(kGoOn);
  while (answer == kGoOn) {
    store::Command command{.method = kMethod, .actor = kActor};
    command.decide = [&](store::Transaction& txn) -> absl::StatusOr<std::string> {
      ASSIGN_OR_RETURN(const bool done, SettlePerson(tables, txn, person));
      return std::string(done ? "" : kGoOn);
    };
    ASSIGN_OR_RETURN(store::Committed committed, store::MutateAndWait(store, std::move(command)));
    answer = std::move(committed.answer);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status SettleAssignments(store::Store& store, const Tables& tables) {
  std::string next_key;
  do {
    const std::unique_ptr<store::Snapshot> snapshot = store.NewSnapshot(store::ReadTier::kDisk);
    ASSIGN_OR_RETURN(const std::set<std::string> people, UnsettledPeople(tables, *snapshot).From(next_key));
    for (const std::string& person : people) RETURN_IF_ERROR(Settle(store, tables, person));
  } while (!next_key.empty());
  return absl::OkStatus();
}

}  // namespace jiedui::scheduler
