// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/pair_writer.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/civil_date.h"
#include "deploy/demo/scale/attendance_rows.h"
#include "deploy/demo/scale/course_rows.h"
#include "deploy/demo/scale/enrolment.h"
#include "deploy/demo/scale/leave_rows.h"
#include "deploy/demo/scale/pair_places.h"
#include "deploy/demo/scale/posting_plan.h"
#include "deploy/demo/scale/scale_outcomes.h"
#include "deploy/demo/scale/trainee.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "jiedui/scheduler/v1/pairing_service.pb.h"
#include "jiedui/scheduler/v1/posting_service.pb.h"

namespace jiedui::demo {
namespace {

namespace v1 = scheduler::v1;

constexpr int kCoursesOfPart = 200;

// As the manifest calls it.
std::string KindOf(const AssignmentCommand& command) {
  switch (command.command_case()) {
    case AssignmentCommand::kCheckIn:
      return "check_ins";
    case AssignmentCommand::kComplete:
      return "completions";
    case AssignmentCommand::kEndEarly:
      return "early_ends";
    case AssignmentCommand::kNoShow:
      return "no_shows";
    default:
      return "withdrawals";
  }
}

class PairWriter {
 public:
  PairWriter(const TierMap& map, int pair, RowSink& sink)
      : map_(map),
        pair_(pair),
        pairing_(absl::StrCat("pairings/", map.PairId(pair))),
        places_(map, pair),
        sink_(sink),
        eastern_(map.EastNumbers(pair)),
        western_(NumbersOfBook(map.WestNumbers(pair))) {}

  PairTally Run() && {
    WritePlaces();
    WritePairing();
    for (int i = 0; i < map_.tier().years; ++i) {
      WriteStays(map_.tier().first_year + i);
      WriteCourses(map_.tier().first_year + i);
      sink_.EndPart();
    }
    return std::move(tally_);
  }

 private:
  void Put(LoadStep step, const google::protobuf::Message& request, const std::string& kind) {
    sink_.Put(step, request);
    if (!kind.empty()) tally_.AddRows(kind, 1);
  }
  absl::CivilDay Horizon() const { return absl::CivilDay(map_.tier().first_year + map_.tier().years - 1, 12, 31); }

  void WritePlaces();
  void WritePairing();
  void WritePerson(const registry::v1::Person& person);
  void WriteStays(int year);
  void WriteStay(int year, const StayPlan& plan);
  void WriteCourses(int year);
  void WriteCourse(const CourseRows& rows, const CoursePlan& course, const std::vector<SeatPlan>& seats);
  void WriteOutcomes(const OutcomeRows& outcomes);
  void WriteSeats(const CourseRows& rows, const CoursePlan& course, const std::vector<SeatPlan>& seats);
  void WriteNewTrainee(const CoursePlan& course, const SeatPlan& seat);
  void WriteMarks(const CoursePlan& course, const SeatPlan& seat, const std::string& assignment);
  void WriteLeave(const std::optional<v1::RecordLeaveRequest>& leave);

  const TierMap& map_;
  int pair_;
  std::string pairing_;
  PairPlaces places_;
  RowSink& sink_;
  IdentityBook eastern_;
  IdentityBook western_;
  KnownTrainees known_{};  // of the year before
  PairTally tally_;
};

void PairWriter::WritePlaces() {
  for (const auto& request : places_.All()) Put(LoadStep::kOrganizations, request, "organizations");
  for (const auto& request : places_.Pairs(map_.tier().first_year)) {
    Put(LoadStep::kOrganizationPairs, request, "organization_pairs");
    tally_.AddHospitalPair(*ParseDate(request.organization_pair().sign_date()));
  }
}

void PairWriter::WritePairing() {
  v1::CreatePairingRequest request;
  request.set_pairing_id(map_.PairId(pair_));
  request.set_request_id(absl::StrCat("demo-pairing-", map_.PairId(pair_)));
  v1::Pairing& pairing = *request.mutable_pairing();
  pairing.set_display_name(absl::StrCat(map_.East(pair_).name, "-", map_.West(pair_).name));
  pairing.set_east_division(map_.East(pair_).code);
  pairing.set_west_division(map_.West(pair_).code);
  pairing.set_start_date(absl::StrFormat("%d-01-01", map_.tier().first_year));
  Put(LoadStep::kPairings, request, "pairings");
}

void PairWriter::WritePerson(const registry::v1::Person& person) {
  registry::v1::ImportPersonsRequest row;
  *row.mutable_person() = person;
  Put(LoadStep::kPersons, row, "persons");
  tally_.AddRows("licences", person.licences_size());
}

void PairWriter::WriteStays(int year) {
  for (const StayPlan& plan : PlanStays(map_, pair_, year)) WriteStay(year, plan);
}

void PairWriter::WriteStay(int year, const StayPlan& plan) {
  const bool to_west = plan.direction == v1::DIRECTION_EAST_TO_WEST;
  const registry::v1::Person person = MakeSent(map_, pair_, year, plan, to_west ? eastern_ : western_);
  WritePerson(person);
  const std::string id = StayId(year, plan);
  v1::CreatePostingRequest create;
  create.set_parent(pairing_);
  create.set_posting_id(id);
  create.set_request_id(absl::StrCat("demo-", map_.PairId(pair_), "-", id));
  create.set_initial_state(v1::Posting::STATE_ON_POST);
  *create.mutable_posting() = MakeStayPosting(places_, plan);
  Put(LoadStep::kPostings, create, "postings");
  const std::string item = absl::StrCat(pairing_, "/postings/", id);
  Put(LoadStep::kSeats, NewSeat(pairing_, id, person.name(), item), "assignments");
  if (plan.extended.has_value()) {
    v1::ExtendPostingRequest extend;
    extend.set_name(item);
    extend.set_end_date(FormatDate(*plan.extended));
    extend.set_reason("工作需要");
    extend.set_request_id(absl::StrCat("demo-extend-", map_.PairId(pair_), "-", id));
    Put(LoadStep::kExtend, extend, "extensions");
  }
  const std::string assignment = absl::StrCat(pairing_, "/assignments/", id);
  Put(LoadStep::kBeginnings, NewCheckIn(assignment, plan.first), "check_ins");
  WriteLeave(LeaveOfSent(map_, pair_, year, plan, person));
  tally_.AddStay(plan, Horizon());
  if (plan.Last() > Horizon()) return;
  if (plan.left_early.has_value()) {
    Put(LoadStep::kEndings, NewEarlyEnd(assignment, *plan.left_early, "身体原因"), "early_ends");
  } else {
    Put(LoadStep::kEndings, NewCompletion(assignment, plan.Last()), "completions");
  }
}

// Few courses at a time: of the hot pair a year has a hundred thousand people.
void PairWriter::WriteCourses(int year) {
  const std::vector<CoursePlan> courses = PlanCourses(map_, pair_, year);
  Enroller enroller(map_, pair_, year, courses, known_);
  int in_part = 0;
  for (const CoursePlan& course : courses) {
    const std::vector<SeatPlan> seats = enroller.Fill(course);
    WriteCourse(CourseRows(map_, pair_, year, course), course, seats);
    tally_.AddCourse(course, seats);
    WriteOutcomes(OpenedAfter(map_, pair_, year, course, seats));
    if (++in_part % kCoursesOfPart == 0) sink_.EndPart();
  }
  known_ = enroller.known();
  WriteOutcomes(FosteredEntities(map_, pair_, year));
}

void PairWriter::WriteCourse(const CourseRows& rows, const CoursePlan& course, const std::vector<SeatPlan>& seats) {
  const v1::CreateCourseRequest create = rows.Create(seats);
  Put(LoadStep::kCourses, create, "courses");
  int64_t quota_seats = 0;
  for (const v1::Quota& quota : create.course().quotas()) quota_seats += quota.seats();
  if (quota_seats > 0) tally_.AddQuotas(quota_seats, create.course().seats());
  WriteSeats(rows, course, seats);
  Put(LoadStep::kClose, rows.Close(), "");
  if (course.postponed()) Put(LoadStep::kPostpone, rows.Postpone(), "postponements");
  if (course.cancelled) Put(LoadStep::kCancel, rows.Cancel(), "cancelled_courses");
  if (!course.cancelled) Put(LoadStep::kStart, rows.Start(), "");
  if (!course.cancelled) Put(LoadStep::kEnd, rows.EndCourse(), "");
}

void PairWriter::WriteOutcomes(const OutcomeRows& outcomes) {
  for (const OutcomeRow& row : outcomes) {
    Put(LoadStep::kOutcomes, row.request, "outcome_reports");
    tally_.AddOutcome(row.outcome(), row.person);
  }
}

void PairWriter::WriteLeave(const std::optional<v1::RecordLeaveRequest>& leave) {
  if (leave.has_value()) Put(LoadStep::kLeaves, *leave, "leaves");
}

void PairWriter::WriteNewTrainee(const CoursePlan& course, const SeatPlan& seat) {
  const registry::v1::Person person = MakeTrainee(map_, seat.trainee, western_);
  WritePerson(person);
  WriteLeave(LeaveOfTrainee(map_, course, seat, person));
}

void PairWriter::WriteMarks(const CoursePlan& course, const SeatPlan& seat, const std::string& assignment) {
  if (!map_.tier().attendance) return;
  for (const auto& mark : MarksOf(map_, pair_, course, seat, assignment))
    Put(LoadStep::kAttendance, mark, "attendance_marks");
}

void PairWriter::WriteSeats(const CourseRows& rows, const CoursePlan& course, const std::vector<SeatPlan>& seats) {
  for (size_t i = 0; i < seats.size(); ++i) {
    const SeatPlan& seat = seats[i];
    if (seat.is_new) WriteNewTrainee(course, seat);
    const bool rejected = seat.end == SeatEnd::kRejected;
    for (const auto& command : rows.Give(i, seat)) sink_.Put(LoadStep::kSeats, command);
    tally_.AddRows(rejected ? "rejections" : "assignments", 1);
    const std::optional<AssignmentCommand> beginning = rows.Begin(i, seat);
    if (beginning.has_value()) Put(LoadStep::kBeginnings, *beginning, KindOf(*beginning));
    WriteMarks(course, seat, rows.AssignmentName(i));
    const std::optional<AssignmentCommand> end = rows.End(i, seat);
    if (end.has_value()) Put(LoadStep::kEndings, *end, KindOf(*end));
  }
}

}  // namespace

PairTally WritePair(const TierMap& map, int pair, RowSink& sink) { return PairWriter(map, pair, sink).Run(); }

}  // namespace jiedui::demo
