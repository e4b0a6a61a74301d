// SPDX-License-Identifier: Apache-2.0
// Runs a step as one command of a store, and fills a store with what tests start from.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "scheduler_service/store/changes.h"
#include "scheduler_service/store/facts.h"
#include "scheduler_service/store/tables.h"
#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {

inline absl::Status Commit(store::Store& store, const std::function<absl::Status(store::Transaction&)>& step) {
  store::Command command;
  command.method = "/test";
  command.actor = "tester";
  command.decide = [&step](store::Transaction& txn) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(step(txn));
    return "";
  };
  return store::MutateAndWait(store, std::move(command)).status();
}

inline absl::Status PutPerson(const Tables& tables, store::Transaction& txn, const registry::v1::Person& person) {
  storage::v1::DirectoryPersonRecord record;
  *record.mutable_person() = person;
  return tables.persons.Put(txn, record);
}

inline absl::Status PutOrganization(const Tables& tables, store::Transaction& txn,
                                    const registry::v1::Organization& organization) {
  storage::v1::DirectoryOrganizationRecord record;
  *record.mutable_organization() = organization;
  return tables.organizations.Put(txn, record);
}

// The pairing, the clinical course, Lingjiang() and the person VillageDoctor(), at registry revision 42.
inline absl::Status PutSmallWorld(const Tables& tables, store::Transaction& txn) {
  RETURN_IF_ERROR(Put(tables, txn, YuhangCangxi()));
  ASSIGN_OR_RETURN(const CourseFacts facts, LoadNewCourse(tables, txn, Clinical().name()));
  v1::Course course = Clinical();
  course.set_state(v1::Course::STATE_RUNNING);
  ASSIGN_OR_RETURN(const CourseChange change, NewCourse(facts, course, StampOf(txn)));
  RETURN_IF_ERROR(Put(tables, txn, change));
  RETURN_IF_ERROR(PutPerson(tables, txn, VillageDoctor()));
  RETURN_IF_ERROR(PutOrganization(tables, txn, Lingjiang()));
  storage::v1::DirectoryCursorRecord cursor;
  cursor.set_incarnation("registry-1");
  cursor.set_revision(42);
  return tables.cursors.Put(txn, cursor);
}

}  // namespace jiedui::scheduler
