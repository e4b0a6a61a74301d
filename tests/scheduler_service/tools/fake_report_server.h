// SPDX-License-Identifier: Apache-2.0
// A small scheduler and registry in this process, with what a report is read from; it answers in pages of its own size.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "jiedui/registry/v1/division_service.grpc.pb.h"
#include "jiedui/scheduler/v1/assignment_service.grpc.pb.h"
#include "jiedui/scheduler/v1/course_service.grpc.pb.h"
#include "jiedui/scheduler/v1/edition_service.grpc.pb.h"
#include "jiedui/scheduler/v1/pairing_service.grpc.pb.h"
#include "jiedui/scheduler/v1/posting_service.grpc.pb.h"
#include "jiedui/scheduler/v1/report_service.grpc.pb.h"
#include "tests/scheduler_service/tools/report_samples.h"

namespace jiedui::scheduler {

// Set before the first call.
struct FakeReports final : v1::ReportService::Service {
  grpc::Status GetReport(grpc::ServerContext*, const v1::GetReportRequest* request, v1::Report* response) override {
    report_request = *request;
    if (!refusal.ok()) return refusal;
    *response = report;
    return grpc::Status::OK;
  }

  grpc::Status ListContributors(grpc::ServerContext*, const v1::ListContributorsRequest* request,
                                v1::ListContributorsResponse* response) override {
    const int now = ++running;
    int seen = most_at_once;
    while (seen < now && !most_at_once.compare_exchange_weak(seen, now)) continue;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // so that calls do meet
    const grpc::Status status = Answer(*request, *response);
    --running;
    return status;
  }

  // `rows_each` rows of every figure, of which the last does not count.
  grpc::Status Answer(const v1::ListContributorsRequest& request, v1::ListContributorsResponse& response) {
    ++calls;
    if (request.figure() == "BROKEN") return {grpc::StatusCode::INTERNAL, "broken"};
    int first = 0;
    if (!request.page_token().empty() && !absl::SimpleAtoi(request.page_token(), &first))
      return {grpc::StatusCode::INVALID_ARGUMENT, "token"};
    const int last = std::min(first + std::min(page_max, request.page_size()), rows_each);
    for (int i = first; i < last; ++i) {
      *response.add_contributors() = SampleRow(absl::StrCat(request.figure(), "-", i), request.as_of());
      if (i == rows_each - 1)
        response.mutable_contributors()->rbegin()->set_not_counted(v1::NOT_COUNTED_REASON_DUPLICATE);
    }
    if (last < rows_each) response.set_next_page_token(absl::StrCat(last));
    response.set_counted(rows_each - 1);
    response.set_not_counted(1);
    return grpc::Status::OK;
  }

  v1::Report report = SampleReport();
  grpc::Status refusal = grpc::Status::OK;
  int rows_each = 25;
  int page_max = 10;
  v1::GetReportRequest report_request;
  std::atomic<int> running{0};
  std::atomic<int> most_at_once{0};
  std::atomic<int> calls{0};
};

struct FakeEditions final : v1::EditionService::Service {
  grpc::Status GetEdition(grpc::ServerContext*, const v1::GetEditionRequest* request, v1::Edition* response) override {
    if (request->name() != "pairings/p/editions/e") return {grpc::StatusCode::NOT_FOUND, request->name()};
    response->set_name(request->name());
    response->set_number(2);
    *response->mutable_report() = SampleReport();
    response->mutable_report()->set_as_of("2021-12-31");
    return grpc::Status::OK;
  }

  // Three rows of every figure, two a page.
  grpc::Status ListEditionRows(grpc::ServerContext*, const v1::ListEditionRowsRequest* request,
                               v1::ListEditionRowsResponse* response) override {
    if (request->parent() != "pairings/p/editions/e") return {grpc::StatusCode::NOT_FOUND, request->parent()};
    response->set_rows_total(3);
    const std::string row = absl::StrCat("pairings/p/assignments/", request->figure(), "-");
    if (!request->page_token().empty()) {
      response->add_rows(row + "2");
      return grpc::Status::OK;
    }
    response->add_rows(row + "0");
    response->add_rows(row + "1");
    response->set_next_page_token("2");
    return grpc::Status::OK;
  }
};

struct FakePairings final : v1::PairingService::Service {
  grpc::Status ListPairings(grpc::ServerContext*, const v1::ListPairingsRequest* request,
                            v1::ListPairingsResponse* response) override {
    // One a page.
    response->add_pairings()->set_name(request->page_token().empty() ? "pairings/p" : "pairings/q");
    if (request->page_token().empty()) response->set_next_page_token("q");
    return grpc::Status::OK;
  }
};

struct FakeCourses final : v1::CourseService::Service {
  grpc::Status ListCourses(grpc::ServerContext*, const v1::ListCoursesRequest* request,
                           v1::ListCoursesResponse* response) override {
    v1::Course& course = *response->add_courses() = SampleCourse("c", "2021-10-18", "2021-10-29");
    course.set_name(request->parent() + "/courses/c");
    v1::Course& cancelled = *response->add_courses() = course;
    cancelled.set_name(request->parent() + "/courses/cancelled");
    cancelled.set_state(v1::Course::STATE_CANCELLED);
    return grpc::Status::OK;
  }
};

struct FakePostings final : v1::PostingService::Service {
  grpc::Status ListPostings(grpc::ServerContext*, const v1::ListPostingsRequest* request,
                            v1::ListPostingsResponse* response) override {
    *response->add_postings() = SamplePosting("x", "2021-06-15", "2021-12-14");
    response->mutable_postings(0)->set_name(request->parent() + "/postings/x");
    return grpc::Status::OK;
  }
};

struct FakeSeats final : v1::AssignmentService::Service {
  grpc::Status GetSeatLedger(grpc::ServerContext*, const v1::GetSeatLedgerRequest* request,
                             v1::SeatLedger* response) override {
    *response = SampleLedger();
    response->set_item(request->item());
    return grpc::Status::OK;
  }
};

struct FakeDivisions final : registry::v1::DivisionService::Service {
  grpc::Status ListDivisions(grpc::ServerContext*, const registry::v1::ListDivisionsRequest* request,
                             registry::v1::ListDivisionsResponse* response) override {
    if (request->parent() != "510824" || request->date() != "2021-11-15") return grpc::Status::OK;
    response->add_divisions()->set_code("510824100");
    response->mutable_divisions(0)->set_display_name("陵江镇");
    return grpc::Status::OK;
  }
};

class FakeReportServer {
 public:
  FakeReportServer() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    for (grpc::Service* service : std::initializer_list<grpc::Service*>{&reports, &editions_, &pairings_, &courses_,
                                                                        &postings_, &seats_, &divisions_}) {
      builder.RegisterService(service);
    }
    server_ = builder.BuildAndStart();
    address = absl::StrCat("127.0.0.1:", port);
  }

  FakeReports reports;
  std::string address;

 private:
  FakeEditions editions_;
  FakePairings pairings_;
  FakeCourses courses_;
  FakePostings postings_;
  FakeSeats seats_;
  FakeDivisions divisions_;
  std::unique_ptr<grpc::Server> server_;  // last: its calls end before the services do
};

}  // namespace jiedui::scheduler
