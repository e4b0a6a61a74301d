// SPDX-License-Identifier: Apache-2.0
// The scheduler in process with the clinical course of 12 days under way, and its trainees from check-in to
// certificate.
#pragma once

#include <string>
#include <vector>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {

class CourseDays : public SchedulerServer {
 protected:
  using AMark = v1::AttendanceMark;
  using Row = v1::MarkAttendanceRequest;

  static constexpr char kClinical[] = "pairings/yh-cx/courses/clinical";

  CourseDays() { CreateSmallWorld(); }

  static std::string NameOf(const std::string& id) { return "pairings/yh-cx/assignments/" + id; }

  void Trainee(const std::string& id, const std::string& person) {
    ASSERT_THAT(Assign(id, person, "courses/clinical"), IsOk());
    ASSERT_THAT(CheckIn(id, "2021-10-18"), IsOk());
  }

  // The half-day `i` of 24, from 0. The tests run years later.
  static Row ToMark(const std::string& id, int i, AMark::Kind kind, const std::string& reason = "补录") {
    Row row;
    row.set_assignment(NameOf(id));
    row.set_date(absl::StrCat("2021-10-", 18 + i / 2));
    row.set_half(i % 2 == 0 ? AMark::HALF_MORNING : AMark::HALF_AFTERNOON);
    row.set_kind(kind);
    row.set_reason(reason);
    return row;
  }

  absl::StatusOr<v1::BulkSummary> MarkAll(const std::vector<Row>& rows) {
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(60));
    v1::MarkAttendanceResponse response;
    const auto stream = courses_->MarkAttendance(&context, &response);
    for (const Row& row : rows)
      if (!stream->Write(row)) break;
    stream->WritesDone();
    const grpc::Status status = stream->Finish();
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    return response.summary();
  }
  void Absent(const std::string& id, int count) {
    std::vector<Row> rows;
    for (int i = 0; i < count; ++i) rows.push_back(ToMark(id, i, AMark::KIND_ABSENT));
    EXPECT_EQ(MarkAll(rows)->created(), count);
  }

  absl::StatusOr<v1::Assignment> Complete(const std::string& id, const std::string& date = "2021-10-29") {
    return Invoke(*assignments_, &Assignments::CompleteAssignment, StepOf<v1::CompleteAssignmentRequest>(id, date));
  }
  absl::StatusOr<v1::AttendanceSheet> Sheet(const std::string& id) {
    v1::GetAttendanceSheetRequest request;
    request.set_assignment(NameOf(id));
    return Invoke(*courses_, &Courses::GetAttendanceSheet, request);
  }
  absl::StatusOr<v1::IssueCertificatesResponse> Issue(const std::string& date = "2021-11-15",
                                                      bool validate_only = false) {
    v1::IssueCertificatesRequest request;
    request.set_name(kClinical);
    request.set_date(date);
    request.set_validate_only(validate_only);
    return Invoke(*courses_, &Courses::IssueCertificates, request);
  }
  absl::StatusOr<v1::Assignment> FindNumber(const std::string& number) {
    v1::FindCertificateRequest request;
    request.set_number(number);
    return Invoke(*courses_, &Courses::FindCertificate, request);
  }
  absl::StatusOr<v1::TrainingRecord> RecordOf(const std::string& person, int year) {
    v1::GetTrainingRecordRequest request;
    request.set_person("persons/" + person);
    request.set_year(year);
    return Invoke(*courses_, &Courses::GetTrainingRecord, request);
  }

  // The registry finds that `id` and `survivor` are one.
  void Merge(const std::string& id, const std::string& survivor) {
    auto merged = VillageDoctor(id);
    merged.set_merged_into("persons/" + survivor);
    registry_.Put(merged);
  }
};

}  // namespace jiedui::scheduler
