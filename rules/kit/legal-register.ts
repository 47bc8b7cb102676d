import type { Text } from './text.ts';

/**
 * How far a source was read; it stands on every line that rests on the source.
 * READ: the text itself. SECONDARY: a digest, local circular or public code only. TO_BE_CONFIRMED: general knowledge or
 * an interpretation that a lawyer has still to settle.
 */
export const CONFIDENCES = ['READ', 'SECONDARY', 'TO_BE_CONFIRMED'] as const;

/** One of `CONFIDENCES`. */
export type Confidence = (typeof CONFIDENCES)[number];

/** A document of law or guidance. Days are "YYYY-MM-DD"; null where no source that was read names them. */
export interface LegalDocument {
  readonly title: Text;
  /** Day of signature, where a source names it. */
  readonly issued: string | null;
  readonly inForceFrom: string | null;
  /** First day on which it was in force no more; null while it is. */
  readonly inForceTo: string | null;
  readonly url: string | null;
  /** What is not known of its days of force, and must be confirmed; null where `inForceFrom` is known. */
  readonly unconfirmed: UnconfirmedDays | null;
}

/** Days of force that nobody has read yet. */
export interface UnconfirmedDays {
  /** No day before this one is possible, by the document's own number or title. */
  readonly notBefore: string;
  readonly text: Text;
}

const document = (
  vi: string,
  en: string,
  issued: string | null,
  inForceFrom: string | null,
  url: string | null,
  inForceTo: string | null = null,
): LegalDocument => ({ title: { vi, en }, issued, inForceFrom, inForceTo, url, unconfirmed: null });

/** A document whose first day of force is still to be confirmed. */
const unconfirmed = (
  vi: string,
  en: string,
  issued: string | null,
  url: string,
  days: UnconfirmedDays,
): LegalDocument => ({ ...document(vi, en, issued, null, url), unconfirmed: days });

/** Every document that a rule, parameter or scheme may cite, by its number. */
export const LEGAL_REGISTER = {
  '91/2015/QH13': document(
    'Bộ luật Dân sự 2015',
    'Civil Code 2015',
    '2015-11-24',
    '2017-01-01',
    'https://thuvienphapluat.vn/hoi-dap-phap-luat/3896F-hd-thoi-diem-bat-dau-va-ket-thuc-thoi-han-duoc-xac-dinh-nhu-the-nao.html',
  ),
  '80/2025/QH15': unconfirmed(
    'Luật Cán bộ, công chức 2025',
    'Law on Cadres and Civil Servants 2025',
    null,
    'https://nhansu.vn/van-ban-phap-luat/Nghi-dinh-335-2025-ND-CP%E2%80%8B-danh-gia-xep-loai-chat-luong-doi-voi-co-quan-hanh-chinh-nha-nuoc-686369.html',
    {
      notBefore: '2025-01-01',
      text: {
        vi: 'Luật của năm 2025 (theo số hiệu); ngày có hiệu lực chưa đọc được, chờ xác nhận.',
        en: 'A law of 2025, by its number; its first day of force was not read and is to be confirmed.',
      },
    },
  ),
  '335/2025/NĐ-CP': document(
    'Nghị định 335/2025/NĐ-CP về đánh giá, xếp loại chất lượng cơ quan hành chính nhà nước và công chức',
    'Decree 335/2025/ND-CP on quality evaluation and classification of state administrative agencies and civil servants',
    '2025-12-21',
    '2026-01-01',
    'https://nhansu.vn/van-ban-phap-luat/Nghi-dinh-335-2025-ND-CP%E2%80%8B-danh-gia-xep-loai-chat-luong-doi-voi-co-quan-hanh-chinh-nha-nuoc-686369.html',
  ),
  '90/2020/NĐ-CP': document(
    'Nghị định 90/2020/NĐ-CP về đánh giá, xếp loại chất lượng cán bộ, công chức, viên chức (được sửa đổi bởi Nghị định 48/2023/NĐ-CP)',
    'Decree 90/2020/ND-CP on quality evaluation and classification of cadres, civil servants and public employees (amended by Decree 48/2023)',
    '2020-08-13',
    '2020-08-20',
    'https://baonghean.vn/en/quy-dinh-moi-ve-danh-gia-xep-loai-chat-luong-can-bo-cong-chuc-vien-chuc-10216713.html',
    '2026-01-01',
  ),
  '48/2023/NĐ-CP': document(
    'Nghị định 48/2023/NĐ-CP sửa đổi Nghị định 90/2020/NĐ-CP',
    'Decree 48/2023/ND-CP amending Decree 90/2020',
    null,
    '2023-09-15',
    'https://doanhnhan.vn/tag/cong-chuc-vien-chuc',
    '2026-01-01',
  ),
  '366-QĐ/TW': document(
    'Quy định 366-QĐ/TW về kiểm điểm, đánh giá, xếp loại chất lượng trong hệ thống chính trị',
    'Party Regulation 366-QD/TW on review, evaluation and classification in the political system',
    '2025-08-30',
    '2025-08-30',
    'https://dantri.com.vn/thoi-su/bo-chinh-tri-quy-dinh-cham-diem-lanh-dao-tu-cap-cao-den-co-so-20250920071540684.htm',
  ),
  '06/2022/QH15': document(
    'Luật Thi đua, khen thưởng 2022',
    'Law on Emulation and Commendation 2022',
    '2022-06-15',
    '2024-01-01',
    'https://vietjack.me/phap-luat/luat-thi-dua-khen-thuong-2022/chuong-vii-1004.html',
  ),
  '152/2025/NĐ-CP': document(
    'Nghị định 152/2025/NĐ-CP về thi đua, khen thưởng',
    'Decree 152/2025/ND-CP on emulation and commendation',
    '2025-06-14',
    '2025-06-14',
    'https://thuviennhadat.vn/van-ban-phap-luat-viet-nam/quyet-dinh-77-2025-qd-ubnd-danh-gia-cham-diem-xep-loai-thi-dua-hang-nam-nghe-an-678379.html?trang=2',
  ),
  '77/2025/QĐ-UBND': unconfirmed(
    'Quyết định 77/2025/QĐ-UBND tỉnh Nghệ An về đánh giá, chấm điểm, xếp loại thi đua hằng năm',
    'Nghe An Decision 77/2025/QD-UBND on annual emulation scoring and classification',
    '2025-10-23',
    'https://thuviennhadat.vn/van-ban-phap-luat-viet-nam/quyet-dinh-77-2025-qd-ubnd-danh-gia-cham-diem-xep-loai-thi-dua-hang-nam-nghe-an-678379.html?trang=2',
    {
      notBefore: '2025-10-23',
      text: {
        vi: 'Ký ngày 23/10/2025; mới đọc trang đầu, ngày có hiệu lực chờ xác nhận.',
        en: 'Signed on 23/10/2025; only its first page was read, its first day of force is to be confirmed.',
      },
    },
  ),
  '766/QĐ-TTg': document(
    'Quyết định 766/QĐ-TTg: Bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân, doanh nghiệp',
    'Decision 766/QD-TTg: real-time index of direction and service quality for people and enterprises',
    '2022-06-23',
    '2022-08-01',
    'https://sonoivu.namdinh.gov.vn/cai-cach-hanh-chinh/thu-tuong-chinh-phu-phe-duyet-bo-chi-so-chi-dao-dieu-hanh-va-danh-gia-chat-luong-phuc-vu-nguoi-dan-doanh-nghiep-trong-2373',
  ),
  '06/QĐ-TTg': document(
    'Quyết định 06/QĐ-TTg phê duyệt Đề án 06',
    'Decision 06/QD-TTg approving Project 06',
    '2022-01-06',
    '2022-01-06',
    'https://english.luatvietnam.vn/decision-no-06-qd-ttg-dated-january-06-2022-of-the-prime-minister-approving-the-scheme-on-developing-the-application-of-data-on-population-identifi-215370-Doc1.html',
  ),
  '07/CT-TTg': unconfirmed(
    'Chỉ thị 07/CT-TTg về đẩy mạnh Đề án 06 năm 2025 và những năm tiếp theo',
    'Directive 07/CT-TTg on accelerating Project 06 in 2025 and after',
    null,
    'https://vietnamnews.vn/politics-laws/1693971/pm-asks-for-accelerated-implementation-of-project-06.html',
    {
      notBefore: '2025-03-14',
      text: {
        vi: 'Chỉ thị ngày 14/3/2025; ngày có hiệu lực chờ xác nhận.',
        en: 'A directive of 14/3/2025; its first day of force is to be confirmed.',
      },
    },
  ),
  '42/2014/QĐ-TTg': unconfirmed(
    'Quyết định 42/2014/QĐ-TTg (sửa đổi bởi 23/2018) về theo dõi, đôn đốc, kiểm tra thực hiện nhiệm vụ do Chính phủ, Thủ tướng giao',
    'Decision 42/2014/QD-TTg (amended by 23/2018) on following up tasks assigned by the Government and the Prime Minister',
    null,
    'https://ls1.hethongphapluat.com/van-ban-hop-nhat-01-hnvb-vpcp-nam-2018-hop-nhat-quyet-dinh-ve-quy-che-theo-doi-don-doc-kiem-tra-viec-thuc-hien-nhiem-vu-do-chinh-phu-thu-tuong-chinh-phu-giao-do-van-phong-chinh-phu-ban-hanh.html',
    {
      notBefore: '2014-01-01',
      text: {
        vi: 'Quyết định của năm 2014 (theo số hiệu), đã có trong văn bản hợp nhất năm 2018; ngày có hiệu lực chưa đọc được, chờ xác nhận.',
        en: 'A decision of 2014, by its number, consolidated in 2018; its first day of force was not read and is to be confirmed.',
      },
    },
  ),
  '157/2007/NĐ-CP': unconfirmed(
    'Nghị định 157/2007/NĐ-CP về chế độ trách nhiệm đối với người đứng đầu',
    'Decree 157/2007/ND-CP on the responsibility of heads of state agencies',
    '2007-10-27',
    'https://m.thuvienphapluat.vn/van-ban/Bo-may-hanh-chinh/Nghi-dinh-157-2007-ND-CP-che-do-trach-nhiem-doi-voi-nguoi-dung-dau-co-quan-to-chuc-don-vi-cua-Nha-nuoc-trong-thi-hanh-nhiem-vu-cong-vu-57267.aspx',
    {
      notBefore: '2007-10-27',
      text: {
        vi: 'Ký ngày 27/10/2007; ngày có hiệu lực chưa đọc được, chờ xác nhận.',
        en: 'Signed on 27/10/2007; its first day of force was not read and is to be confirmed.',
      },
    },
  ),
  '41-QĐ/TW': document(
    'Quy định 41-QĐ/TW về việc miễn nhiệm, từ chức đối với cán bộ',
    'Party Regulation 41-QD/TW on dismissal and resignation of cadres',
    '2021-11-03',
    '2021-11-03',
    'https://thuvienphapluat.vn/chinh-sach-phap-luat-moi/vn/ho-tro-phap-luat/chinh-sach-moi/38293/quy-dinh-41-qd-tw-ve-mien-nhiem-tu-chuc-doi-voi-can-bo',
  ),
  '3323/QĐ-UBND': unconfirmed(
    'Quyết định 3323/QĐ-UBND tỉnh Nghệ An về Bộ chỉ số cải cách hành chính',
    'Nghe An Decision 3323/QD-UBND on the administrative-reform index',
    '2023-10-16',
    'https://vrviet.vn/en/bang-xep-hang-va-cach-danh-gia-xac-dinh-chi-so-cchc-cac-so-ban-nganh-cap-tinh-nghe-an-nam-2023',
    {
      notBefore: '2023-10-16',
      text: {
        vi: 'Ký ngày 16/10/2023; ngày có hiệu lực chưa đọc được, chờ xác nhận.',
        en: 'Signed on 16/10/2023; its first day of force was not read and is to be confirmed.',
      },
    },
  ),
  '78/KH-UBND': unconfirmed(
    'Kế hoạch 78/KH-UBND năm 2022 của UBND tỉnh Nghệ An thực hiện Đề án 06',
    'Plan 78/KH-UBND of 2022 of the Nghe An People’s Committee on Project 06',
    null,
    'https://baonghean.vn',
    {
      notBefore: '2022-01-01',
      text: {
        vi: 'Kế hoạch của năm 2022; ngày ban hành chưa đọc được, chờ xác nhận.',
        en: 'A plan of 2022; its day of issue was not read and is to be confirmed.',
      },
    },
  ),
  'NA-06-2024-05': unconfirmed(
    'Yêu cầu của Phó Chủ tịch Thường trực UBND tỉnh Nghệ An về Đề án 06 năm 2024 (kết luận hội nghị, theo nghean.gov.vn)',
    'Request of the Standing Vice Chairman of the Nghe An People’s Committee on Project 06 in 2024 (conference conclusion, as reported by nghean.gov.vn)',
    null,
    'https://nghean.gov.vn',
    {
      notBefore: '2024-01-01',
      text: {
        vi: 'Yêu cầu nêu năm 2024 theo cổng thông tin của tỉnh; ngày ban hành chờ xác nhận.',
        en: 'A request made in 2024, by the province’s portal; its day of issue is to be confirmed.',
      },
    },
  ),
  'NA-06-2025': unconfirmed(
    'Yêu cầu “6 rõ” trong triển khai Đề án 06 của tỉnh Nghệ An năm 2025 (theo nghean.gov.vn)',
    '“Six clear” requirement of Nghe An province on Project 06 in 2025 (as reported by nghean.gov.vn)',
    null,
    'https://www.nghean.gov.vn/de-an-06/nghe-an-la-mot-trong-nhung-dia-phuong-thuc-hien-co-hieu-qua-de-an-06-cp-voi-nhieu-mo-hinh-cach-l-965857?pageindex=0',
    {
      notBefore: '2025-01-01',
      text: {
        vi: 'Yêu cầu nêu năm 2025 theo cổng thông tin của tỉnh; ngày ban hành chờ xác nhận.',
        en: 'A request made in 2025, by the province’s portal; its day of issue is to be confirmed.',
      },
    },
  ),
} as const satisfies Record<string, LegalDocument>;

/** Number of a registered document, such as "335/2025/NĐ-CP". */
export type LegalDocumentNumber = keyof typeof LEGAL_REGISTER;
