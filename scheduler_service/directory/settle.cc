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
#include "scheduler_service/domain/original_person.h"
#include "scheduler_service/store/people.h"

namespace jiedui::scheduler {
namespace {

constexpr char kActor[] = "directory";
constexpr char kMethod[] = "jiedui.scheduler.directory/Settle";
constexpr absl::string_view kGoOn = "go on";
constexpr size_t kPeopleRememberedMax = 100'000;

// What the directory says of whoever a row was made for.
struct Belongs {
  std::string person;  // with whom it should lie; empty = the directory does not know
  bool shown = false;  // whether her name may stand in it
};

// One pass over a table, from where the last one ended.
class UnsettledPeople {
 public:
  UnsettledPeople(const Tables& tables, const store::Snapshot& snapshot) : tables_(tables), snapshot_(snapshot) {}

  // Up to kUnsettledMax people whose rows in the table, of assignments or outcomes, do not all lie where they belong;
  // `next_key` is where to go on, empty at the end.
  template <typename Record>
  absl::StatusOr<std::set<std::string>> From(const store::Table<Record>& table, std::string& next_key) {
    store::KeyRange range = store::PrefixRange(table.prefix());
    if (!next_key.empty()) range.first = std::exchange(next_key, "");
    std::set<std::string> people;
    absl::Status status;
    const auto look = [&](absl::string_view key, absl::string_view bytes) {
      if (people.size() >= kUnsettledMax) {
        next_key = std::string(key);
        return false;
      }
      status = LookAt(table.Decode(key.substr(table.prefix().size()), bytes), people);
      return status.ok();
    };
    RETURN_IF_ERROR(snapshot_.Scan(store::Family::kRows, range, look));
    RETURN_IF_ERROR(status);
    return people;
  }

 private:
  template <typename Record>
  absl::Status LookAt(const absl::StatusOr<Record>& record, std::set<std::string>& people) {
    return record.ok() ? Look(*record, people) : record.status();
  }
  absl::Status Look(const storage::v1::AssignmentRecord& record, std::set<std::string>& people) {
    const v1::Assignment& assignment = record.assignment();
    ASSIGN_OR_RETURN(const Belongs belongs, BelongsTo(OriginalPerson(assignment)));
    const bool is_home = belongs.person.empty() || belongs.person == assignment.person();
    const bool is_named_right = assignment.person_display_name().empty() != belongs.shown;
    if (!is_home || !is_named_right) people.insert(assignment.person());
    return absl::OkStatus();
  }

  absl::Status Look(const storage::v1::OutcomeRecord& record, std::set<std::string>& people) {
    const v1::Outcome& outcome = record.outcome();
    if (outcome.kind() != v1::Outcome::KIND_ENTREPRENEUR) return absl::OkStatus();
    ASSIGN_OR_RETURN(const Belongs belongs, BelongsTo(OriginalPerson(outcome)));
    if (!belongs.person.empty() && belongs.person != outcome.person()) people.insert(outcome.person());
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

// Whoever has rows in the table that do not lie where they belong.
template <typename Record>
absl::Status SettleAll(store::Store& store, const Tables& tables, const store::Table<Record>& table) {
  std::string next_key;
  do {
    const std::unique_ptr<store::Snapshot> snapshot = store.NewSnapshot(store::ReadTier::kDisk);
    ASSIGN_OR_RETURN(const std::set<std::string> people, UnsettledPeople(tables, *snapshot).From(table, next_key));
    for (const std::string& person : people) RETURN_IF_ERROR(Settle(store, tables, person));
  } while (!next_key.empty());
  return absl::OkStatus();
}

}  // namespace

absl::Status SettlePeople(store::Store& store, const Tables& tables) {
  RETURN_IF_ERROR(SettleAll(store, tables, tables.assignments));
  return SettleAll(store, tables, tables.outcomes);
}

}  // namespace jiedui::scheduler
