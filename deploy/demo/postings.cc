// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/postings.h"

#include "absl/strings/str_cat.h"
#include "deploy/demo/organizations.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Posting;

void RequireOfCategory(Posting& posting) {
  scheduler::v1::Requirements& requirements = *posting.mutable_requirements();
  switch (posting.category()) {
    case Posting::CATEGORY_CADRE:
      requirements.add_categories(registry::v1::PERSON_CATEGORY_CADRE);
      return;
    case Posting::CATEGORY_DOCTOR:
      requirements.add_categories(registry::v1::PERSON_CATEGORY_DOCTOR);
      requirements.add_licence_kinds(registry::v1::Licence::KIND_PHYSICIAN);
      requirements.set_title_level_min(registry::v1::TITLE_LEVEL_ASSISTANT);
      return;
    case Posting::CATEGORY_TEACHER:
      requirements.add_categories(registry::v1::PERSON_CATEGORY_TEACHER);
      requirements.add_licence_kinds(registry::v1::Licence::KIND_TEACHER);
      return;
    case Posting::CATEGORY_AGRONOMIST:
      requirements.add_categories(registry::v1::PERSON_CATEGORY_AGRONOMIST);
      requirements.set_title_level_min(registry::v1::TITLE_LEVEL_INTERMEDIATE);
      return;
    default:
      requirements.add_categories(registry::v1::PERSON_CATEGORY_OTHER_PROFESSIONAL);
  }
}

scheduler::v1::CreatePostingRequest MakePosting(const PostingPlan& plan) {
  scheduler::v1::CreatePostingRequest request;
  request.set_parent(std::string(plan.pairing));
  request.set_posting_id(std::string(plan.id));
  request.set_request_id(absl::StrCat("demo-posting-", plan.id));
  request.set_initial_state(scheduler::v1::Posting::STATE_ON_POST);
  Posting& posting = *request.mutable_posting();
  posting.set_display_name(std::string(plan.title));
  posting.set_kind(plan.kind);
  posting.set_category(plan.category);
  posting.set_direction(scheduler::v1::DIRECTION_EAST_TO_WEST);
  posting.set_host_organization(OrganizationName(plan.host));
  posting.set_host_position(std::string(plan.position));
  posting.set_intensity(scheduler::v1::INTENSITY_FULL_TIME);
  posting.set_start_date(std::string(plan.first_day));
  posting.set_end_date(std::string(plan.last_day));
  posting.set_headcount(1);
  RequireOfCategory(posting);
  return request;
}

}  // namespace

std::vector<scheduler::v1::CreatePostingRequest> MakePostings() {
  std::vector<scheduler::v1::CreatePostingRequest> requests;
  for (const PostingPlan& plan : PostingPlans()) requests.push_back(MakePosting(plan));
  return requests;
}

std::string PostingName(const PostingPlan& plan) { return absl::StrCat(plan.pairing, "/postings/", plan.id); }

}  // namespace jiedui::demo
