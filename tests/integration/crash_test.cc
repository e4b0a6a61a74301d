// SPDX-License-Identifier: Apache-2.0
// SIGKILL at random moments under load, on both real processes: every acknowledged write is there again, a retried one
// happened once, and the scheduler's directory equals the registry after each restart of either.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/store/change_log.h"
#include "common/store/rocks/rocks_store.h"
#include "scheduler_service/store/keys.h"
#include "scheduler_service/store/tables.h"
#include "tests/integration/servers.h"
#include "tests/support/rounds.h"
#include "tests/support/seed.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace jiedui {
namespace {

// What the servers have acknowledged, as they answered it.
struct Acknowledged {
  Mutex mutex;
  std::map<std::string, std::string> persons ABSL_GUARDED_BY(mutex);      // name -> etag
  std::map<std::string, std::string> assignments ABSL_GUARDED_BY(mutex);  // name -> person
};

class Crash : public testing::Test {
 protected:
  Crash() : pair_(folder_.path()), random_(seed_) {
    pair_.StartBoth();
    Call pairing_call;
    scheduler::v1::Pairing pairing;
    const auto pairings = scheduler::v1::PairingService::NewStub(pair_.scheduler.Channel());
    EXPECT_THAT(pairings->CreatePairing(&pairing_call, APairing("yc"), &pairing), IsOk());
    Call course_call;
    scheduler::v1::Course course;
    const auto courses = scheduler::v1::CourseService::NewStub(pair_.scheduler.Channel());
    const auto request = ACourse("yc", "big", "2021-10-18", "2021-10-29", 100'000);
    EXPECT_THAT(courses->CreateCourse(&course_call, request, &course), IsOk());
  }

  int Uniform(int first, int last) { return std::uniform_int_distribution<int>(first, last)(random_); }

  // Creates people `prefix`-0, -1, ... and gives each a seat, until told to stop; notes what was acknowledged.
  void Load(const std::string& prefix, const std::atomic<bool>& stop) {
    const auto persons = registry::v1::PersonService::NewStub(pair_.registry.Channel());
    const auto assignments = scheduler::v1::AssignmentService::NewStub(pair_.scheduler.Channel());
    for (int i = 0; !stop; ++i) {
      const std::string id = absl::StrCat(prefix, "-", i);
      Call person_call(absl::Seconds(2));
      registry::v1::Person person;
      if (!persons->CreatePerson(&person_call, APerson(id, ""), &person).ok()) continue;
      {
        MutexLock lock(acknowledged_.mutex);
        acknowledged_.persons[person.name()] = person.etag();
      }
      Call call(absl::Seconds(2));
      scheduler::v1::Assignment assignment;
      if (!assignments->CreateAssignment(&call, AnAssignment("yc", "a-" + id, id, "big"), &assignment).ok()) continue;
      MutexLock lock(acknowledged_.mutex);
      acknowledged_.assignments[assignment.name()] = assignment.person();
    }
  }

  // Loads, kills the registry, the scheduler, or both in the middle, and starts them again.
  void KillUnderLoad(int round) {
    std::atomic<bool> stop = false;
    std::vector<std::thread> clients;
    for (int i = 0; i < 6; ++i)
      clients.emplace_back([this, i, round, &stop] { Load(absl::StrCat("r", round, "-", i), stop); });
    absl::SleepFor(absl::Milliseconds(Uniform(30, 400)));
    const int victim = round % 3;
    if (victim != 1) pair_.registry.Kill();
    if (victim == 0) absl::SleepFor(absl::Milliseconds(Uniform(0, 20)));
    if (victim != 2) pair_.scheduler.Kill();
    stop = true;
    for (std::thread& client : clients) client.join();
    if (victim != 1) pair_.registry.Start();
    if (victim != 2) pair_.scheduler.Start();
  }

  std::map<std::string, registry::v1::Person> PersonsOfRegistry() {
    const auto stub = registry::v1::PersonService::NewStub(pair_.registry.Channel());
    std::map<std::string, registry::v1::Person> persons;
    registry::v1::ListPersonsRequest request;
    request.set_page_size(1000);
    request.set_show_deleted(true);
    do {
      Call call;
      registry::v1::ListPersonsResponse page;
      const grpc::Status status = stub->ListPersons(&call, request, &page);
      EXPECT_THAT(status, IsOk());
      for (const auto& person : page.persons()) persons[person.name()] = person;
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return persons;
  }

  void ExpectEveryAcknowledgedWrite(const std::map<std::string, registry::v1::Person>& persons) {
    MutexLock lock(acknowledged_.mutex);
    for (const auto& [name, etag] : acknowledged_.persons) {
      ASSERT_TRUE(persons.contains(name)) << name << " was acknowledged and is lost";
      ASSERT_EQ(persons.at(name).etag(), etag) << name;
    }
  }

  // Kills the scheduler and reads its store as it lies on disk.
  void ExpectTheDirectoryToEqual(const std::map<std::string, registry::v1::Person>& persons);
  void ExpectEveryAcknowledgedSeat(const store::Snapshot& snapshot, const scheduler::Tables& tables);

  TempDir folder_;
  Pair pair_;
  const uint64_t seed_ = SomeSeed();
  std::mt19937_64 random_;
  Acknowledged acknowledged_;
};

void Crash::ExpectTheDirectoryToEqual(const std::map<std::string, registry::v1::Person>& persons) {
  pair_.scheduler.Kill();
  {
    const SystemClock clock;
    auto store =
        store::OpenRocksStore({.directory = pair_.scheduler.data_dir(), .service = "scheduler", .clock = &clock});
    ASSERT_THAT(store, IsOk());
    const scheduler::Tables tables;
    const auto snapshot = (*store)->NewSnapshot(store::ReadTier::kDisk);
    EXPECT_TRUE(store::VerifyChain(*snapshot).ok()) << store::VerifyChain(*snapshot);
    std::map<std::string, registry::v1::Person> copies;
    const auto visit = [&](absl::string_view key, absl::string_view value) {
      const auto record = tables.persons.Decode(key, value);
      EXPECT_THAT(record, IsOk());
      copies[record->person().name()] = record->person();
      return true;
    };
    const store::KeyRange range = store::PrefixRange(tables.persons.prefix());
    ASSERT_THAT(snapshot->Scan(store::Family::kRows, range, visit), IsOk());
    EXPECT_EQ(copies.size(), persons.size());
    for (auto [name, person] : persons) {
      person.clear_private_fields();
      ASSERT_TRUE(copies.contains(name)) << name << " is not in the directory";
      ASSERT_EQ(copies[name].SerializeAsString(), person.SerializeAsString()) << name;
    }
    ExpectEveryAcknowledgedSeat(*snapshot, tables);
  }
  pair_.scheduler.Start();
}

void Crash::ExpectEveryAcknowledgedSeat(const store::Snapshot& snapshot, const scheduler::Tables& tables) {
  int rows = 0;
  const auto count = [&rows](absl::string_view, absl::string_view) { return ++rows > 0; };
  const store::KeyRange range = store::PrefixRange(tables.assignments.prefix());
  ASSERT_THAT(snapshot.Scan(store::Family::kRows, range, count), IsOk());
  const auto seats = tables.seats.Find(snapshot, scheduler::SeatsKey("pairings/yc/courses/big"));
  ASSERT_TRUE(seats.ok() && seats->has_value());
  EXPECT_EQ((*seats)->ledger().taken(), rows) << "the ledger and the assignments differ";
  MutexLock lock(acknowledged_.mutex);
  for (const auto& [name, person] : acknowledged_.assignments) {
    const auto found = tables.assignments.Find(snapshot, scheduler::MemberKey(name));
    ASSERT_TRUE(found.ok() && found->has_value()) << name << " was acknowledged and is lost";
    ASSERT_EQ((*found)->assignment().person(), person);
  }
}

TEST_F(Crash, NothingAcknowledgedIsLostAndTheDirectoryFollows) {
  SCOPED_TRACE(absl::StrCat("JIEDUI_SEED=", seed_));
  const int64_t rounds = Rounds(50);
  for (int round = 0; round < rounds && !HasFatalFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round));
    KillUnderLoad(round);
    ASSERT_TRUE(pair_.WaitForDirectory()) << "the directory does not catch up; the scheduler said:\n"
                                          << pair_.scheduler.log();
    const auto persons = PersonsOfRegistry();
    ExpectEveryAcknowledgedWrite(persons);
    ExpectTheDirectoryToEqual(persons);
  }
  MutexLock lock(acknowledged_.mutex);
  RecordProperty("persons", static_cast<int>(acknowledged_.persons.size()));
  RecordProperty("assignments", static_cast<int>(acknowledged_.assignments.size()));
  EXPECT_GT(acknowledged_.persons.size(), static_cast<size_t>(rounds));
}

TEST_F(Crash, ARequestRetriedAcrossAKillHappensOnce) {
  const auto request = APerson("once", "");
  registry::v1::Person first;
  {
    Call call;
    const auto persons = registry::v1::PersonService::NewStub(pair_.registry.Channel());
    ASSERT_THAT(persons->CreatePerson(&call, request, &first), IsOk());
  }
  pair_.registry.Kill();
  pair_.registry.Start();
  Call call;
  registry::v1::Person second;
  const auto persons = registry::v1::PersonService::NewStub(pair_.registry.Channel());
  ASSERT_THAT(persons->CreatePerson(&call, request, &second), IsOk());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
}

}  // namespace
}  // namespace jiedui
