// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_source.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "jiedui/registry/v1/division_service.grpc.pb.h"
#include "jiedui/scheduler/v1/assignment_service.grpc.pb.h"
#include "jiedui/scheduler/v1/course_service.grpc.pb.h"
#include "jiedui/scheduler/v1/pairing_service.grpc.pb.h"
#include "jiedui/scheduler/v1/posting_service.grpc.pb.h"
#include "scheduler_service/tools/call.h"
#include "scheduler_service/tools/call_all.h"

namespace jiedui::scheduler {
namespace {

constexpr size_t kCountyDigits = 6;

template <typename Repeated, typename Element>
void MoveInto(Repeated& from, std::vector<Element>& to) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

absl::StatusOr<std::vector<v1::Pairing>> FetchPairings(const Service& scheduler, const v1::Report& report) {
  const auto stub = v1::PairingService::NewStub(scheduler.channel);
  std::vector<v1::Pairing> pairings;
  v1::ListPairingsRequest request;
  request.set_page_size(kPageSize);
  CallAll calls(*stub, &v1::PairingService::Stub::AsyncListPairings, kCallDeadlineMs);
  const absl::Status status =
      calls.Run({request}, [&](size_t, const v1::ListPairingsRequest& asked, v1::ListPairingsResponse& response) {
        MoveInto(*response.mutable_pairings(), pairings);
        return NextPage(asked, response);
      });
  RETURN_IF_ERROR(Advised(status, "the pairings", scheduler.address));
  if (!IsOfAllPairings(report)) {
    std::erase_if(pairings, [&report](const v1::Pairing& pairing) { return pairing.name() != report.pairing(); });
  }
  return pairings;
}

template <typename Request>
std::vector<Request> OneForEach(const std::vector<v1::Pairing>& pairings) {
  std::vector<Request> requests(pairings.size());
  for (size_t i = 0; i < pairings.size(); ++i) {
    requests[i].set_parent(pairings[i].name());
    requests[i].set_page_size(kPageSize);
  }
  return requests;
}

absl::StatusOr<std::vector<v1::Course>> FetchCourses(const Service& scheduler,
                                                     const std::vector<v1::Pairing>& pairings) {
  const auto stub = v1::CourseService::NewStub(scheduler.channel);
  std::vector<std::vector<v1::Course>> found(pairings.size());
  CallAll calls(*stub, &v1::CourseService::Stub::AsyncListCourses, kCallDeadlineMs);
  const absl::Status status =
      calls.Run(OneForEach<v1::ListCoursesRequest>(pairings),
                [&](size_t place, const v1::ListCoursesRequest& asked, v1::ListCoursesResponse& response) {
                  MoveInto(*response.mutable_courses(), found[place]);
                  return NextPage(asked, response);
                });
  RETURN_IF_ERROR(Advised(status, "the courses", scheduler.address));
  std::vector<v1::Course> courses;
  for (std::vector<v1::Course>& of_pairing : found) MoveInto(of_pairing, courses);
  return courses;
}

absl::StatusOr<std::vector<v1::Posting>> FetchPostings(const Service& scheduler,
                                                       const std::vector<v1::Pairing>& pairings) {
  const auto stub = v1::PostingService::NewStub(scheduler.channel);
  std::vector<std::vector<v1::Posting>> found(pairings.size());
  CallAll calls(*stub, &v1::PostingService::Stub::AsyncListPostings, kCallDeadlineMs);
  const absl::Status status =
      calls.Run(OneForEach<v1::ListPostingsRequest>(pairings),
                [&](size_t place, const v1::ListPostingsRequest& asked, v1::ListPostingsResponse& response) {
                  MoveInto(*response.mutable_postings(), found[place]);
                  return NextPage(asked, response);
                });
  RETURN_IF_ERROR(Advised(status, "the postings", scheduler.address));
  std::vector<v1::Posting> postings;
  for (std::vector<v1::Posting>& of_pairing : found) MoveInto(of_pairing, postings);
  return postings;
}

// Courses whose seats belong into the report: held in its period, or still to be held.
bool HasSeatsToShow(const v1::Course& course, const v1::Report& report) {
  return course.state() != v1::Course::STATE_CANCELLED && course.state() != v1::Course::STATE_DRAFT &&
         course.end_date() >= report.since();
}

std::vector<v1::GetSeatLedgerRequest> LedgerRequests(const ReportData& data) {
  std::vector<v1::GetSeatLedgerRequest> requests;
  for (const v1::Course& course : data.courses) {
    if (HasSeatsToShow(course, data.answer.report)) requests.emplace_back().set_item(course.name());
  }
  return requests;
}

absl::StatusOr<std::vector<v1::SeatLedger>> FetchLedgers(const Service& scheduler,
                                                         const std::vector<v1::GetSeatLedgerRequest>& requests) {
  const auto stub = v1::AssignmentService::NewStub(scheduler.channel);
  std::vector<v1::SeatLedger> ledgers(requests.size());
  CallAll calls(*stub, &v1::AssignmentService::Stub::AsyncGetSeatLedger, kCallDeadlineMs);
  const absl::Status status = calls.Run(requests,
                                        [&](size_t place, const v1::GetSeatLedgerRequest&,
                                            v1::SeatLedger& response) -> std::optional<v1::GetSeatLedgerRequest> {
                                          ledgers[place] = std::move(response);
                                          return std::nullopt;
                                        });
  RETURN_IF_ERROR(Advised(status, "the seats", scheduler.address));
  return ledgers;
}

// Counties in which the divisions with a quota lie: one list of names each.
std::vector<registry::v1::ListDivisionsRequest> DivisionRequests(const ReportData& data) {
  std::set<std::string> counties;
  for (const v1::SeatLedger& ledger : data.ledgers) {
    for (const v1::SeatCount& count : ledger.counts()) {
      if (count.division().size() > kCountyDigits) counties.insert(count.division().substr(0, kCountyDigits));
    }
  }
  std::vector<registry::v1::ListDivisionsRequest> requests;
  for (const std::string& county : counties) {
    registry::v1::ListDivisionsRequest& request = requests.emplace_back();
    request.set_parent(county);
    request.set_date(data.answer.report.as_of());
    request.set_page_size(kPageSize);
  }
  return requests;
}

absl::StatusOr<std::map<std::string, std::string>> FetchDivisionNames(const Service& registry, const ReportData& data) {
  const auto stub = registry::v1::DivisionService::NewStub(registry.channel);
  std::map<std::string, std::string> names;
  CallAll calls(*stub, &registry::v1::DivisionService::Stub::AsyncListDivisions, kCallDeadlineMs);
  RETURN_IF_ERROR(calls.Run(DivisionRequests(data), [&](size_t, const registry::v1::ListDivisionsRequest& asked,
                                                        registry::v1::ListDivisionsResponse& response) {
    for (const registry::v1::Division& division : response.divisions())
      names[division.code()] = division.display_name();
    return NextPage(asked, response);
  }));
  return names;
}

std::vector<std::string> CountedFigures(const v1::Report& report) {
  std::vector<std::string> codes;
  for (const v1::Figure& figure : report.figures()) {
    if (!IsEntered(figure)) codes.push_back(figure.code());
  }
  return codes;
}

}  // namespace

absl::StatusOr<ReportData> FetchPage(const Service& scheduler, const Service& registry, const ReportQuestion& question,
                                     ReportAnswer answer, int64_t rows_max) {
  ReportData data;
  data.answer = std::move(answer);
  const v1::Report& report = data.answer.report;
  ASSIGN_OR_RETURN(data.rows, FetchRows(scheduler, question, CountedFigures(report), rows_max));
  if (data.answer.edition.has_value()) return data;
  ASSIGN_OR_RETURN(data.pairings, FetchPairings(scheduler, report));
  ASSIGN_OR_RETURN(data.courses, FetchCourses(scheduler, data.pairings));
  ASSIGN_OR_RETURN(data.postings, FetchPostings(scheduler, data.pairings));
  std::vector<v1::GetSeatLedgerRequest> ledgers = LedgerRequests(data);
  data.courses_without_ledger = std::max<int64_t>(0, static_cast<int64_t>(ledgers.size()) - kLedgersMax);
  ledgers.resize(ledgers.size() - static_cast<size_t>(data.courses_without_ledger));
  ASSIGN_OR_RETURN(data.ledgers, FetchLedgers(scheduler, ledgers));
  absl::StatusOr<std::map<std::string, std::string>> names = FetchDivisionNames(registry, data);
  if (names.ok()) {
    data.division_names = *std::move(names);
  } else {
    data.warning =
        absl::StrCat("The page shows codes of townships instead of their names: the registry at ", registry.address,
                     " did not answer (", names.status().message(), "). --registry says where it is.");
  }
  return data;
}

}  // namespace jiedui::scheduler
