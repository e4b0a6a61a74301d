// SPDX-License-Identifier: Apache-2.0
// The scheduler with many people, as it is shipped, beside a registry: the life of one course's people through the bulk
// stream, many clients that confirm, pages of a pairing with many assignments, a calendar with many engagements.
//   bench_scheduler [--quick] [--json FILE] [--dir DIRECTORY]
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/civil_date.h"
#include "scheduler_service/domain/calendar.h"
#include "scheduler_service/domain/rules.h"
#include "tests/bench/measure.h"
#include "tests/bench/persons.h"
#include "tests/bench/rpc_load.h"
#include "tests/bench/scheduler_world.h"

namespace jiedui::bench {
namespace {

namespace v1 = scheduler::v1;
using Row = v1::ApplyAssignmentCommandsRequest;

constexpr double kLifeSecondsMax = 2;  // of 10,000 people
constexpr double kConfirmGoal = 0.6;
constexpr double kPageMillisecondsMax = 5;
constexpr double kCheckMicrosecondsMax = 50;
constexpr int kCourses = 100;
constexpr int kEngagements = 1000;
constexpr int kPageSize = 100;
constexpr int kInFlight = 64;
constexpr char kReviewDate[] = "2021-09-21";
constexpr char kConfirmDate[] = "2021-09-22";

struct Scale {
  int lives = 3;          // courses whose people are led from nomination to seat
  int trainees = 10'000;  // of each of these
  int persons = 50'000;   // each with an assignment to confirm, and one more, in the pairing that is listed
  int rounds = 5;
  int pages = 500;
};

std::string PersonName(int64_t n) { return absl::StrCat("persons/p", n); }
std::string AssignmentName(absl::string_view pairing, absl::string_view kind, int64_t n) {
  return absl::StrCat("pairings/", pairing, "/assignments/", kind, "-", n);
}

// Applies every row through one stream; milliseconds.
double Apply(World& world, const std::vector<Row>& rows) {
  v1::ApplyAssignmentCommandsResponse response;
  grpc::Status status;
  const double milliseconds = Milliseconds([&] {
    grpc::ClientContext context;
    const auto writer = world.assignments().ApplyAssignmentCommands(&context, &response);
    for (const Row& row : rows)
      if (!writer->Write(row)) break;
    writer->WritesDone();
    status = writer->Finish();
  });
  const v1::BulkSummary& summary = response.summary();
  Require(status.ok() && summary.created() + summary.updated() == static_cast<int64_t>(rows.size()),
          absl::StrCat("bulk: ", status.error_message(), summary.ShortDebugString().substr(0, 500)));
  return milliseconds;
}

template <typename Fill>
std::vector<Row> Rows(int count, const Fill& fill) {
  std::vector<Row> rows(static_cast<size_t>(count));
  for (int n = 0; n < count; ++n) fill(rows[static_cast<size_t>(n)], n);
  return rows;
}

// For NominateAssignment and CreateAssignment.
template <typename Request>
void FillNew(Request& request, const std::string& name, int64_t person, const std::string& course) {
  const size_t collection = name.find("/assignments/");
  request.set_parent(name.substr(0, collection));
  request.set_assignment_id(name.substr(collection + sizeof("/assignments/") - 1));
  request.mutable_assignment()->set_person(PersonName(person));
  request.mutable_assignment()->set_item(course);
}

std::vector<Row> Reviews(const std::string& pairing, const std::string& kind, int count) {
  return Rows(count, [&](Row& row, int n) {
    row.mutable_review()->set_name(AssignmentName(pairing, kind, n));
    row.mutable_review()->set_date(kReviewDate);
    row.mutable_review()->set_decision(v1::ReviewAssignmentRequest::DECISION_APPROVE);
  });
}

// Milliseconds of the nominations, the reviews and the confirmations of one course's people.
std::array<double, 3> Live(World& world, int life, int count) {
  const std::string kind = absl::StrCat("life", life);
  const std::string course = CourseName("life", kind);
  const absl::CivilDay first = absl::CivilDay(2023, 3, 1) + 20 * life;
  world.CreateCourse({course, FormatDate(first), FormatDate(first + 11), count / kTownships + 100});
  const auto nominations = Rows(
      count, [&](Row& row, int n) { FillNew(*row.mutable_nominate(), AssignmentName("life", kind, n), n, course); });
  const auto reviews = Reviews("life", kind, count);
  const auto confirmations = Rows(count, [&](Row& row, int n) {
    row.mutable_confirm()->set_name(AssignmentName("life", kind, n));
    row.mutable_confirm()->set_date(kConfirmDate);
  });
  const std::array<double, 3> times = {Apply(world, nominations), Apply(world, reviews), Apply(world, confirmations)};
  Require(world.Ledger(course).taken() == count, "somebody has no seat");
  return times;
}

std::vector<Line> BenchLife(World& world, const Scale& scale) {
  world.CreatePairing("life");
  std::vector<double> all;
  std::array<std::vector<double>, 3> phases;
  for (int life = 0; life < scale.lives; ++life) {
    const std::array<double, 3> times = Live(world, life, scale.trainees);
    for (size_t i = 0; i < times.size(); ++i) phases[i].push_back(times[i] / 1000);
    all.push_back((times[0] + times[1] + times[2]) / 1000);
  }
  std::vector<Line> lines = {
      {.measure = absl::StrFormat("s from nomination to seat of the %d people of a course", scale.trainees),
       .value = Median(all),
       .reference = kLifeSecondsMax * scale.trainees / 10'000,
       .goal = 1,
       .at_most = true}};
  const std::array<const char*, 3> names = {"nominations", "reviews", "confirmations"};
  for (size_t i = 0; i < names.size(); ++i)
    lines.push_back({.measure = absl::StrFormat("- s of the %s", names[i]), .value = Median(phases[i])});
  return lines;
}

// Of each person one assignment that is reviewed, and one with a seat.
void FillPairing(World& world, const Scale& scale) {
  world.CreatePairing("yh-cx");
  const auto course_of = [](const char* kind, int n) {
    return CourseName("yh-cx", absl::StrCat(kind, "-", n % kCourses));
  };
  for (int n = 0; n < kCourses; ++n) {
    const int seats = scale.persons / kCourses / kTownships + 1;
    world.CreateCourse({course_of("wanted", n), "2022-01-10", "2022-01-14", seats});
    world.CreateCourse({course_of("given", n), "2022-06-06", "2022-06-10", seats});
  }
  Apply(world, Rows(scale.persons, [&](Row& row, int n) {
          FillNew(*row.mutable_nominate(), AssignmentName("yh-cx", "wanted", n), n, course_of("wanted", n));
        }));
  Apply(world, Reviews("yh-cx", "wanted", scale.persons));
  Apply(world, Rows(scale.persons, [&](Row& row, int n) {
          FillNew(*row.mutable_create(), AssignmentName("yh-cx", "given", n), n, course_of("given", n));
        }));
}

using Confirming = Load<v1::AssignmentService, v1::Assignment>;

std::unique_ptr<RpcLoad::Reader> BeginCreate(RpcLoad::Stub& stub, grpc::ClientContext& context,
                                             grpc::CompletionQueue& queue, int64_t n) {
  registry::v1::CreatePersonRequest request;
  *request.mutable_person() = PersonOf(n);
  request.set_request_id(absl::StrCat("create-", n));
  return stub.AsyncCreatePerson(&context, request, &queue);
}

// One after the other of all courses.
std::unique_ptr<Confirming::Reader> BeginConfirm(Confirming::Stub& stub, grpc::ClientContext& context,
                                                 grpc::CompletionQueue& queue, int64_t n) {
  v1::ConfirmAssignmentRequest request;
  request.set_name(AssignmentName("yh-cx", "wanted", n));
  request.set_date(kConfirmDate);
  request.set_request_id(absl::StrCat("confirm-", n));
  return stub.AsyncConfirmAssignment(&context, request, &queue);
}

// Beside a registry that nobody follows.
Line BenchConfirming(World& world, const std::string& directory, const Scale& scale) {
  const Server alone = NewRegistry(directory + "/alone");
  alone.Connect();
  RpcLoad creating(alone.port.number());
  Confirming confirming(world.server().port.number());
  Require(creating.WaitUntilReady(std::chrono::seconds(20)) && confirming.WaitUntilReady(std::chrono::seconds(20)),
          "no connection");
  const int calls = scale.persons / scale.rounds;
  const auto run = [calls](const Server& server, auto& load, auto begin, std::vector<double>& rates) {
    std::string error;
    const double before = CpuMicroseconds(server.process.pid());
    rates.push_back(load.PerSecondOf(calls, begin, kInFlight, error));
    Require(error.empty(), "a call failed: " + error);
    std::fputs(absl::StrFormat("%8.0f/s, %5.1f us of server CPU each\n", rates.back(),
                               (CpuMicroseconds(server.process.pid()) - before) / calls)
                   .c_str(),
               stdout);
  };
  std::vector<double> created;
  std::vector<double> confirmed;
  for (int round = 0; round < scale.rounds; ++round) {
    run(alone, creating, BeginCreate, created);
    run(world.server(), confirming, BeginConfirm, confirmed);
  }
  Require(world.Ledger(CourseName("yh-cx", "wanted-0")).taken() == scale.persons / kCourses, "somebody has no seat");
  return {.measure = absl::StrFormat("ConfirmAssignment/s of %d clients into %d courses, beside CreatePerson/s",
                                     kInFlight, kCourses),
          .value = Median(confirmed),
          .reference = Median(created),
          .goal = kConfirmGoal};
}

// Pages of one list after the other, each list to its end.
template <typename Fill>
Line BenchPages(World& world, const Scale& scale, const std::string& by, const Fill& fill) {
  std::vector<double> times;
  v1::ListAssignmentsRequest request;
  request.set_parent("pairings/yh-cx");
  request.set_page_size(kPageSize);
  v1::ListAssignmentsResponse page;
  for (int i = 0; i < scale.pages; ++i) {
    if (page.next_page_token().empty()) fill(request, i);
    request.set_page_token(page.next_page_token());
    times.push_back(Milliseconds([&] { page = Call(world.assignments(), &Assignments::ListAssignments, request); }));
    Require(page.assignments_size() > 0, "an empty page by " + by);
  }
  return {.measure = absl::StrFormat("ms of a page by %s in a pairing of %d assignments, 95th percentile", by,
                                     2 * scale.persons),
          .value = Percentile(times, 0.95),
          .reference = kPageMillisecondsMax,
          .goal = 1,
          .at_most = true};
}

std::vector<Line> BenchLists(World& world, const Scale& scale) {
  return {
      BenchPages(
          world, scale, "course",
          [](auto& request, int i) { request.set_item(CourseName("yh-cx", absl::StrCat("given-", i % kCourses))); }),
      BenchPages(world, scale, "state", [](auto& request, int) { request.set_state(v1::Assignment::STATE_CONFIRMED); }),
      BenchPages(world, scale, "person",
                 [&scale](auto& request, int i) { request.set_person(PersonName(i * 7919 % scale.persons)); })};
}

// A person who has a seat in very many courses of one day each, beside one course more, which shares a day with one of
// them.
scheduler::Candidate BusyCandidate(World& world, int64_t person) {
  scheduler::Candidate candidate{.pairing = world.CreatePairing("busy")};
  const auto course_of = [](int n) { return CourseName("busy", absl::StrCat("busy-", n)); };
  const absl::CivilDay first(2024, 1, 1);
  for (int n = 0; n < kEngagements; ++n)
    world.CreateCourse({course_of(n), FormatDate(first + 2 * n), FormatDate(first + 2 * n), 1});
  Apply(world, Rows(kEngagements, [&](Row& row, int n) {
          FillNew(*row.mutable_create(), AssignmentName("busy", "busy", n), person, course_of(n));
        }));
  const std::string day = FormatDate(first + kEngagements);
  candidate.item = scheduler::ItemOf(world.CreateCourse({CourseName("busy", "wanted"), day, day, 1}));
  candidate.person = VillageDoctor(person);
  candidate.person.set_name(PersonName(person));
  candidate.organization = candidate.person.employments(0).organization();
  candidate.division = DivisionOf(TownshipOf(person));
  candidate.ledger = world.Ledger(candidate.item.name);
  v1::GetPersonCalendarRequest request;
  request.set_person(candidate.person.name());
  candidate.calendar = Call(world.assignments(), &Assignments::GetPersonCalendar, request);
  Require(candidate.calendar.engagements_size() == kEngagements, "a calendar that is not full");
  return candidate;
}

// Microseconds, 95th percentile. `check` returns how often the person is double-booked.
double CheckMicroseconds(int count, const std::function<int()>& check) {
  std::vector<double> times;
  int clashes = 0;
  for (int i = 0; i < count; ++i) {
    times.push_back(1000 * Milliseconds([&] { clashes = check(); }));
    Require(clashes == 1, "the one clash is not found");
  }
  return Percentile(times, 0.95);
}

template <typename Findings>
int DoubleBookings(const Findings& findings) {
  int count = 0;
  for (const v1::RuleFinding& finding : findings) count += finding.rule() == "DOUBLE_BOOKING" ? 1 : 0;
  return count;
}

std::vector<Line> BenchCalendar(World& world, int64_t person) {
  const scheduler::Candidate candidate = BusyCandidate(world, person);
  const v1::Engagement wanted = scheduler::EngagementOf(candidate.item, "");
  v1::CheckEligibilityRequest request;
  request.set_parent(candidate.pairing.name());
  request.add_persons(candidate.person.name());
  request.add_items(candidate.item.name);
  return {{.measure = absl::StrFormat("us of a check of a calendar with %d engagements, 95th percentile", kEngagements),
           .value = CheckMicroseconds(
               2000, [&] { return static_cast<int>(scheduler::Clashes(candidate.calendar, wanted).size()); }),
           .reference = kCheckMicrosecondsMax,
           .goal = 1,
           .at_most = true},
          {.measure = "- us of every rule beside that calendar",
           .value = CheckMicroseconds(2000, [&] { return DoubleBookings(scheduler::Findings(candidate)); })},
          {.measure = "- us of CheckEligibility beside that calendar, from the store, over gRPC",
           .value = CheckMicroseconds(500, [&] {
             const auto response = Call(world.assignments(), &Assignments::CheckEligibility, request);
             return DoubleBookings(response.results(0).findings());
           })}};
}

void RunAll(const Scale& scale, const Options& options) {
  const ScratchDirectory directory(options.directory);
  World world(directory.path(), scale.persons + 1);
  std::vector<Line> lines = BenchLife(world, scale);
  FillPairing(world, scale);
  lines.push_back(BenchConfirming(world, directory.path(), scale));
  for (Line& line : BenchLists(world, scale)) lines.push_back(std::move(line));
  for (Line& line : BenchCalendar(world, scale.persons)) lines.push_back(std::move(line));
  options.Report("bench_scheduler", lines);
}

}  // namespace
}  // namespace jiedui::bench

int main(int argc, char** argv) {
  using jiedui::bench::Scale;
  const jiedui::bench::Options options("bench_scheduler", argc, argv);
  const Scale quick{.lives = 3, .trainees = 1'000, .persons = 5'000, .rounds = 3, .pages = 100};
  jiedui::bench::RunAll(options.quick ? quick : Scale(), options);
}
