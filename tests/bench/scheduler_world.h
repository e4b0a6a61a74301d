// SPDX-License-Identifier: Apache-2.0
// A scheduler that follows a registry with people, and the courses that the benchmark brings into it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/assignment_service.grpc.pb.h"
#include "jiedui/scheduler/v1/course_service.grpc.pb.h"
#include "jiedui/scheduler/v1/pairing_service.grpc.pb.h"
#include "tests/bench/followed_registry.h"

namespace jiedui::bench {

using Assignments = scheduler::v1::AssignmentService::Stub;

struct CourseDraft {
  std::string name;
  std::string first;
  std::string last;
  int seats_per_township = 0;
};

inline std::string CourseName(absl::string_view pairing, absl::string_view id) {
  return absl::StrCat("pairings/", pairing, "/courses/", id);
}

// As a county announces it: a quota for each township, and a licence is asked for.
inline scheduler::v1::Course CourseOf(const CourseDraft& draft) {
  scheduler::v1::Course course;
  course.set_display_name("临床医生培训班");
  course.set_programme(scheduler::v1::PROGRAMME_TALENT);
  course.set_track(scheduler::v1::TRACK_CLINICAL);
  course.set_location_division("510824");
  course.set_start_date(draft.first);
  course.set_end_date(draft.last);
  course.set_seats(kTownships * draft.seats_per_township);
  for (int i = 0; i < kTownships; ++i) {
    scheduler::v1::Quota& quota = *course.add_quotas();
    quota.set_division(DivisionOf(i));
    quota.set_seats(draft.seats_per_township);
  }
  course.mutable_requirements()->add_categories(registry::v1::PERSON_CATEGORY_PRIMARY_CARE_DOCTOR);
  course.mutable_requirements()->add_licence_kinds(registry::v1::Licence::KIND_VILLAGE_DOCTOR);
  return course;
}

// Both services and, in the registry, the people.
class World {
 public:
  World(const std::string& directory, int persons)
      : registry_(NewRegistry(directory + "/registry")),
        scheduler_("jiedui-scheduler", directory + "/scheduler", "--registry=" + registry_.port.address()),
        assignments_(scheduler::v1::AssignmentService::NewStub(scheduler_.Connect())),
        courses_(scheduler::v1::CourseService::NewStub(scheduler_.Connect())),
        pairings_(scheduler::v1::PairingService::NewStub(scheduler_.Connect())) {
    registry_.Connect();
    CreateTownships(registry_);
    ImportPersons(registry_, persons);
    WaitForDirectory(registry_, scheduler_);
  }

  const Server& server() const { return scheduler_; }
  Assignments& assignments() { return *assignments_; }

  scheduler::v1::Pairing CreatePairing(const std::string& id) {
    scheduler::v1::CreatePairingRequest request;
    request.set_pairing_id(id);
    request.mutable_pairing()->set_display_name("余杭-苍溪");
    request.mutable_pairing()->set_east_division("330110");
    request.mutable_pairing()->set_west_division("510824");
    request.mutable_pairing()->set_start_date("2021-05-01");
    return Call(*pairings_, &scheduler::v1::PairingService::Stub::CreatePairing, request);
  }

  scheduler::v1::Course CreateCourse(const CourseDraft& draft) {
    scheduler::v1::CreateCourseRequest request;
    const size_t collection = draft.name.find("/courses/");
    request.set_parent(draft.name.substr(0, collection));
    request.set_course_id(draft.name.substr(collection + sizeof("/courses/") - 1));
    request.set_initial_state(scheduler::v1::Course::STATE_OPEN_FOR_NOMINATION);
    *request.mutable_course() = CourseOf(draft);
    return Call(*courses_, &scheduler::v1::CourseService::Stub::CreateCourse, request);
  }

  scheduler::v1::SeatLedger Ledger(const std::string& course) {
    scheduler::v1::GetSeatLedgerRequest request;
    request.set_item(course);
    return Call(*assignments_, &Assignments::GetSeatLedger, request);
  }

 private:
  Server registry_;
  Server scheduler_;
  std::unique_ptr<Assignments> assignments_;
  std::unique_ptr<scheduler::v1::CourseService::Stub> courses_;
  std::unique_ptr<scheduler::v1::PairingService::Stub> pairings_;
};

}  // namespace jiedui::bench
