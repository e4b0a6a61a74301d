// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/row_sink.h"

namespace jiedui::demo {
namespace {

// In the order of LoadStep.
constexpr absl::string_view kNames[kLoadSteps] = {
    "01-registry.OrganizationService.ImportOrganizations",
    "02-registry.PersonService.ImportPersons",
    "03-registry.OrganizationService.CreateOrganizationPair",
    "04-scheduler.PairingService.CreatePairing",
    "05-scheduler.CourseService.CreateCourse",
    "06-scheduler.PostingService.CreatePosting",
    "07-scheduler.AssignmentService.ApplyAssignmentCommands",
    "08-scheduler.CourseService.CloseNominations",
    "09-scheduler.CourseService.PostponeCourse",
    "10-scheduler.CourseService.CancelCourse",
    "11-scheduler.CourseService.StartCourse",
    "12-scheduler.PostingService.ExtendPosting",
    "13-scheduler.AssignmentService.ApplyAssignmentCommands",
    "14-scheduler.CourseService.MarkAttendance",
    "15-scheduler.AssignmentService.ApplyAssignmentCommands",
    "16-scheduler.CourseService.EndCourse",
    "17-scheduler.OutcomeService.RecordOutcomes",
    "18-scheduler.AssignmentService.RecordLeave",
};

}  // namespace

absl::string_view FileNameOf(LoadStep step) { return kNames[static_cast<size_t>(step)]; }

}  // namespace jiedui::demo
