"""Makes PDF/A-2u of what Chromium prints. No Frappe here.

What that asks for, beyond pages whose fonts are embedded and whose text has a meaning (`pdf_text.py`): metadata in XMP
that say so, a profile for the colours, an identifier, and the language (ISO 19005-2, 6.2.4, 6.1.3, 6.6, 6.7.1).
"""

import datetime
import hashlib
import io
from functools import cache
from xml.sax.saxutils import escape

from PIL import ImageCms
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
	ArrayObject,
	BooleanObject,
	ByteStringObject,
	DecodedStreamObject,
	DictionaryObject,
	NameObject,
	NumberObject,
	TextStringObject,
)

from con_center.printing.pdf_text import compressed

PRODUCER = "CON Center, Chromium, pypdf"
LANGUAGE = "th-TH"
# of an annotation: it is printed, and neither hidden nor drawn otherwise
PRINTED = 4
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def convert(data: bytes, title: str, author: str | None = None) -> bytes:
	"""Return a PDF of this app's printer as PDF/A-2u, with its title, its author and its language."""
	now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
	writer = PdfWriter()
	for page in PdfReader(io.BytesIO(data)).pages:
		_mend(page)
		writer.add_page(page)
	told = {"title": title, "author": author or "", "producer": PRODUCER}
	writer.add_metadata(
		{
			"/Title": title,
			"/Author": author or "",
			"/Producer": PRODUCER,
			"/CreationDate": f"D:{now:%Y%m%d%H%M%S}+00'00'",
			"/ModDate": f"D:{now:%Y%m%d%H%M%S}+00'00'",
		}
	)
	root = writer._root_object
	root[NameObject("/Lang")] = TextStringObject(LANGUAGE)
	root[NameObject("/ViewerPreferences")] = DictionaryObject(
		{NameObject("/DisplayDocTitle"): BooleanObject(True)}
	)
	root[NameObject("/Metadata")] = writer._add_object(
		_metadata(**told, language=LANGUAGE, moment=now.isoformat())
	)
	root[NameObject("/OutputIntents")] = ArrayObject([writer._add_object(_colours(writer))])
	identifier = ByteStringObject(hashlib.sha256(data + title.encode()).digest()[:16])
	writer._ID = ArrayObject([identifier, identifier])
	writer._header = b"%PDF-1.7"
	output = io.BytesIO()
	writer.write(output)
	return output.getvalue()


def pages_of(data: bytes) -> int:
	return len(PdfReader(io.BytesIO(data)).pages)


def _mend(page) -> None:
	for reference in page.get("/Annots") or ():
		reference.get_object()[NameObject("/F")] = NumberObject(PRINTED)


def _metadata(**told: str) -> DecodedStreamObject:
	"""Return the metadata as a stream that is not compressed: programs that know no PDF read it, too."""
	stream = DecodedStreamObject()
	stream.set_data(XMP.format(**{key: escape(value) for key, value in told.items()}).encode())
	stream[NameObject("/Type")] = NameObject("/Metadata")
	stream[NameObject("/Subtype")] = NameObject("/XML")
	return stream


def _colours(writer: PdfWriter) -> DictionaryObject:
	profile = compressed(_srgb())
	profile[NameObject("/N")] = NumberObject(3)
	return DictionaryObject(
		{
			NameObject("/Type"): NameObject("/OutputIntent"),
			NameObject("/S"): NameObject("/GTS_PDFA1"),
			NameObject("/OutputConditionIdentifier"): TextStringObject("sRGB"),
			NameObject("/Info"): TextStringObject("sRGB"),
			NameObject("/DestOutputProfile"): writer._add_object(profile),
		}
	)


@cache
def _srgb() -> bytes:
	"""Return the profile of the colours of screens, as Little CMS makes it."""
	return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
